package dev.roster.health;

import dev.roster.installation.DatabaseWatch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The parts of {@code /health/ready}. Nothing in it waits: a balancer that asks is told at once, even while the database hangs.
 * The people who run Roster are told which part is wrong, everyone else only that something is.
 */
@Configuration(proxyBeanMethods = false)
class Readiness {
    @Bean
    HealthIndicator databaseHealthIndicator(DatabaseWatch watch) {
        return () -> watch.wrong()
                .map(reason -> Health.down().withDetail("reason", reason).build())
                .orElseGet(() -> Health.up().build());
    }

    @Bean
    HealthIndicator diskHealthIndicator(Disk disk) {
        return () -> {
            var health = disk.isFull() ? Health.down() : Health.up();
            disk.free().ifPresent(free -> health.withDetail("freeBytes", free));
            return health.build();
        };
    }

    @Bean
    static HealthEndpointGroupsPostProcessor partsForInsiders() {
        return GroupsForInsiders::new;
    }

    /** None of them is at a path of its own beside the endpoint's. */
    private record GroupsForInsiders(HealthEndpointGroups groups)
            implements HealthEndpointGroups, AdditionalPathsMapper {
        @Override
        public HealthEndpointGroup getPrimary() {
            return new ForInsiders(groups.getPrimary());
        }

        @Override
        public Set<String> getNames() {
            return groups.getNames();
        }

        @Override
        public @Nullable HealthEndpointGroup get(String name) {
            var group = groups.get(name);
            return group == null ? null : new ForInsiders(group);
        }

        @Override
        public List<String> getAdditionalPaths(EndpointId endpoint, WebServerNamespace server) {
            return List.of();
        }
    }

    private record ForInsiders(HealthEndpointGroup group) implements HealthEndpointGroup {
        @Override
        public boolean isMember(String name) {
            return group.isMember(name);
        }

        @Override
        public boolean showComponents(SecurityContext unused) {
            return isForInsider();
        }

        @Override
        public boolean showDetails(SecurityContext unused) {
            return isForInsider();
        }

        /** Spring's context knows only roles, which Roster's actors have none of. */
        private static boolean isForInsider() {
            return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                    && Insiders.made(attributes.getRequest());
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return group.getStatusAggregator();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return group.getHttpCodeStatusMapper();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return group.getAdditionalPath();
        }
    }
}
