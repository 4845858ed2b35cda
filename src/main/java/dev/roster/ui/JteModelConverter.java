package dev.roster.ui;

import dev.roster.installation.Settings;
import gg.jte.models.runtime.JteModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;

/** Lets a controller return a template with its parameters. */
@Component
final class JteModelConverter extends AbstractHttpMessageConverter<JteModel> {
    private final String prefix;

    JteModelConverter(Settings settings) {
        super(StandardCharsets.UTF_8, MediaType.TEXT_HTML);
        this.prefix = settings.publicPath();
    }

    @Override
    protected boolean supports(Class<?> type) {
        return JteModel.class.isAssignableFrom(type);
    }

    @Override
    protected JteModel readInternal(Class<? extends JteModel> type, HttpInputMessage message) {
        throw new IllegalStateException("templates cannot be read");
    }

    @Override
    protected void writeInternal(JteModel model, HttpOutputMessage message) throws IOException {
        var page = new PageBytes(prefix);
        model.render(page);
        message.getHeaders().setContentLength(page.length());
        page.writeTo(message.getBody());
    }
}
