package dev.roster.oidc;

import dev.roster.access.Actor;
import dev.roster.oidc.ClaimsRepository.Choice;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person enters the code that a device shows, and lets it in. */
@Controller
@RequestMapping(DevicePages.PATH)
class DevicePages {
    static final String PATH = "/device";

    private final Templates templates = new StaticTemplates();
    private final Devices devices;

    DevicePages(Devices devices) {
        this.devices = devices;
    }

    @GetMapping
    ResponseEntity<JteModel> enter(
            Screen screen,
            Actor.SignedIn actor,
            @RequestParam(name = "user_code", required = false) @Nullable String code) {
        return Html.ok(templates.oidcDevice(screen, code == null ? "" : DeviceCodes.shown(code), FormErrors.NONE));
    }

    @PostMapping
    ResponseEntity<JteModel> look(
            Screen screen, Actor.SignedIn actor, @RequestParam(name = "userCode", defaultValue = "") String code) {
        return Forms.submit(
                screen,
                () -> question(screen, actor, code, FormErrors.NONE),
                errors -> Html.of(errors, templates.oidcDevice(screen, code, errors)));
    }

    @PostMapping("/allow")
    ResponseEntity<JteModel> letIn(
            Screen screen,
            Actor.SignedIn actor,
            @RequestParam(name = "userCode", defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String organization) {
        return Forms.submit(
                screen,
                () -> {
                    var application = devices.letIn(actor, code, organization);
                    return Html.ok(templates.oidcDeviceDone(screen, application.name(), true));
                },
                errors -> errors.of("organization") == null
                        ? Html.of(errors, templates.oidcDevice(screen, code, errors))
                        : question(screen, actor, code, errors));
    }

    @PostMapping("/refuse")
    ResponseEntity<JteModel> refuse(
            Screen screen, Actor.SignedIn actor, @RequestParam(name = "userCode", defaultValue = "") String code) {
        return Forms.submit(
                screen,
                () -> {
                    var application = devices.refuse(actor, code);
                    return Html.ok(templates.oidcDeviceDone(screen, application.name(), false));
                },
                errors -> Html.of(errors, templates.oidcDevice(screen, code, errors)));
    }

    private ResponseEntity<JteModel> question(Screen screen, Actor.SignedIn actor, String code, FormErrors errors) {
        var waiting = devices.get(actor, code);
        var ways = waiting.choices().stream().map(DevicePages::way).toList();
        var scopes = waiting.scopes().stream().sorted().toList();
        return Html.of(
                errors,
                templates.oidcDeviceAllow(
                        screen, waiting.application().name(), DeviceCodes.shown(code), scopes, ways, errors));
    }

    private static OrganizationWay way(Choice choice) {
        return new OrganizationWay(choice.name(), choice.slug());
    }
}
