package dev.roster.contract;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the API contract to any client. */
@RestController
class ContractApi {
    private final ContractDocument contract;

    ContractApi(ContractDocument contract) {
        this.contract = contract;
    }

    @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> contract() {
        return ResponseEntity.ok(contract.written());
    }
}
