package dev.roster.contract;

import dev.roster.installation.Settings;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the API contract to any visitor. */
@Controller
class ContractPages {
    private final Templates templates = new StaticTemplates();
    private final Supplier<ContractView> contract;

    ContractPages(ContractDocument contract, Settings settings) {
        this.contract = SingletonSupplier.of(
                () -> new ContractReader(contract.json(), settings.publicUrl().toString()).read());
    }

    @GetMapping("/api")
    ResponseEntity<JteModel> contract(Screen screen) {
        return Html.ok(templates.contractPage(screen, contract.get()));
    }
}
