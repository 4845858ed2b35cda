package dev.roster.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

@Tag("fast")
class RoutedPathTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/%61pi/v1/me");

    @Test
    void a_path_is_read_once_a_request() {
        assertThat(RoutedPath.of(request)).isSameAs(RoutedPath.of(request));
        assertThat(RoutedPath.of(request).isApi()).isTrue();
    }

    @Test
    void a_request_that_is_sent_on_has_its_new_path() {
        RoutedPath.of(request);

        request.setRequestURI("/error");
        assertThat(RoutedPath.of(request).isApi()).isFalse();

        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/api/v1/users");
        assertThat(RoutedPath.of(request).isApi()).isTrue();
    }
}
