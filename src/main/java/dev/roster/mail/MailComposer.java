package dev.roster.mail;

import dev.roster.templates.StaticTemplates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the renderer of an email and lays out its content, as plain text and as HTML. */
@Component
class MailComposer {
    private final Map<String, MailRenderer> renderers;
    private final StaticTemplates templates = new StaticTemplates();

    MailComposer(List<MailRenderer> renderers) {
        var byKind = new HashMap<String, MailRenderer>();
        for (var renderer : renderers) {
            for (var kind : renderer.kinds()) {
                if (byKind.put(kind, renderer) != null) {
                    throw new IllegalStateException("two renderers for " + kind + " emails");
                }
            }
        }
        this.renderers = Map.copyOf(byKind);
    }

    /**
     * Reads what these emails are about, at once for each renderer. The result writes each of them, or returns empty if it is
     * obsolete.
     */
    Function<QueuedMail, Optional<RenderedMail>> open(List<QueuedMail> mails) {
        var writers = new HashMap<String, Function<QueuedMail, Optional<MailContent>>>();
        mails.stream()
                .filter(mail -> renderers.containsKey(mail.kind()))
                .collect(Collectors.groupingBy(mail -> Objects.requireNonNull(renderers.get(mail.kind()))))
                .forEach((renderer, its) -> {
                    var writer = open(renderer, its);
                    renderer.kinds().forEach(kind -> writers.put(kind, writer));
                });
        return mail -> writers.getOrDefault(mail.kind(), MailComposer::unknown)
                .apply(mail)
                .map(content -> new RenderedMail(
                        content.subject(), content.fromName(), text(content), html(content, mail.locale())));
    }

    private static Function<QueuedMail, Optional<MailContent>> open(MailRenderer renderer, List<QueuedMail> mails) {
        try {
            return renderer.open(mails);
        } catch (RuntimeException oneOfThem) {
            // Each on its own: one that cannot be read does not hold up the others.
            return mail -> renderer.open(List.of(mail)).apply(mail);
        }
    }

    private static Optional<MailContent> unknown(QueuedMail mail) {
        throw new IllegalStateException("no renderer for " + mail.kind() + " emails");
    }

    private String html(MailContent content, String locale) {
        return templates.mailMessage(content, locale).render();
    }

    private static String text(MailContent content) {
        var blocks = new ArrayList<>(content.paragraphs());
        var button = content.button();
        if (button != null) {
            blocks.add(button.label() + ":\n" + button.address());
        }
        blocks.addAll(content.small());
        return String.join("\n\n", blocks) + "\n";
    }
}
