package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.report.Templates;
import dorsal.store.Chart;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The parts of the server, each named: nothing is looked for in the jar, so that the start is short. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
@Import({
    SecurityConfiguration.class,
    AssessmentController.class,
    RulesController.class,
    HealthController.class,
    AssetController.class,
    AccountController.class,
    PatientsController.class,
    EntryController.class,
    ReviewController.class,
    ErasureController.class,
    RuleFilesController.class,
    ProposalsController.class,
    RuleHistoryController.class,
    RuleUseController.class,
    UsersController.class,
    TokensController.class,
    AuditController.class,
    OpenApiController.class,
    ErrorReplies.class
})
class WebConfiguration implements WebMvcConfigurer {
    @Bean
    static Assets assets() {
        return new Assets();
    }

    @Bean
    static Templates templates() {
        return new Templates("/dorsal/web/");
    }

    @Bean
    static SessionTime sessionTime(Listening listening, Clock clock) {
        return new SessionTime(clock, listening.idle());
    }

    @Bean
    static Pages pages(Templates templates, Assets assets, ActiveRules rules, Clock clock, SessionTime time) {
        return new Pages(templates, assets, rules, clock, time);
    }

    @Bean
    static Trials trials() {
        return new Trials();
    }

    @Bean
    static Charted charted(Chart chart, ActiveRules rules, EarlierRules earlier, Clock clock) {
        return new Charted(chart, rules, earlier, clock);
    }

    @Bean
    static ChartViews chartViews(Chart chart, Clock clock) {
        return new ChartViews(chart.audit(), clock);
    }

    @Bean
    static DemoPatients demoPatients(Chart chart, Charted charted, ActiveRules rules, Clock clock) {
        return new DemoPatients(chart, charted, rules, clock);
    }

    @Bean
    static ErrorPages errorPages(Pages pages) {
        return new ErrorPages(pages);
    }

    /** A method of a controller that says {@code SignedIn} is given who asks. */
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new SignedInArgument());
    }

    @Bean
    FilterRegistrationBean<LoopbackFilter> loopbackFilter(Listening listening) {
        FilterRegistrationBean<LoopbackFilter> filter = new FilterRegistrationBean<>(new LoopbackFilter(listening));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return filter;
    }

    @Bean
    FilterRegistrationBean<CrowdFilter> crowdFilter(ErrorReplies replies) {
        FilterRegistrationBean<CrowdFilter> filter =
                new FilterRegistrationBean<>(new CrowdFilter(replies, CrowdFilter.MOST_INSIDE));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return filter;
    }

    /** Tomcat answers some bad requests before any servlet sees them; they are to look like all others. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(TomcatErrors.class.getName());
            }
        });
    }
}
