package dev.roster.mail;

import dev.roster.templates.StaticTemplates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    Optional<RenderedMail> compose(QueuedMail mail) {
        var renderer = renderers.get(mail.kind());
        if (renderer == null) {
            throw new IllegalStateException("no renderer for " + mail.kind() + " emails");
        }
        return renderer.render(mail)
                .map(content -> new RenderedMail(
                        content.subject(), content.fromName(), text(content), html(content, mail.locale())));
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
