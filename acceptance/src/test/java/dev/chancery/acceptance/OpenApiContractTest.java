package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge itself: that it accepts what the document allows, and that it really refuses what it does not. */
final class OpenApiContractTest {

    private static final String ZONE = "/zones/023e105f4ecef8ad9ca31a8372d0c353";
    private static final String ACCOUNT = "/accounts/023e105f4ecef8ad9ca31a8372d0c353";
    private static final String REFUSAL =
            "{\"success\":false,\"errors\":[{\"code\":1415,\"message\":\"no\"}],\"messages\":[],\"result\":null}";

    private final OpenApiContracts contract = OpenApiContracts.ofTheHouse();

    @Test
    void acceptsTheFailureEnvelope() {
        assertThat(contract.faultsOf(answer("GET", ZONE + "/client_certificates/x", 404, REFUSAL)))
                .isEmpty();
    }

    @Test
    void refusesAFailureWithoutResult() {
        assertThat(contract.faultsOf(
                        answer("GET", ZONE + "/client_certificates/x", 404, REFUSAL.replace(",\"result\":null", ""))))
                .isNotEmpty();
    }

    @Test
    void refusesAnErrorCodeBelowOneThousand() {
        assertThat(contract.faultsOf(
                        answer("GET", ZONE + "/client_certificates/x", 404, REFUSAL.replace("1415", "999"))))
                .isNotEmpty();
    }

    @Test
    void refusesAStatusWordThatIsNotInTheEnumeration() {
        String body = "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"status\":\"asleep\"}}";
        assertThat(contract.faultsOf(answer("GET", ZONE + "/client_certificates/x", 200, body)))
                .isNotEmpty();
    }

    @Test
    void acceptsTheUuidOfAnMtlsCertificateBecauseOfTheOverlay() {
        String body = "{\"success\":true,\"errors\":[],\"messages\":[],"
                + "\"result\":{\"id\":\"2458ce5a-0c35-4c7f-82c7-8e9487d3ff60\",\"a_member_of_ours\":1}}";
        assertThat(contract.faultsOf(answer("GET", ACCOUNT + "/mtls_certificates/x", 200, body)))
                .isEmpty();
        assertThat(contract.faultsOf(answer("GET", ACCOUNT + "/mtls_certificates/x", 200, body.replace("-", ""))))
                .isNotEmpty();
    }

    @Test
    void refusesAnAnswerThatIsNotJson() {
        assertThat(contract.faultsOf(
                        new RecordedExchange("", "GET", ZONE + "/client_certificates", 200, "text/html", "<html>")))
                .isNotEmpty();
    }

    @Test
    void prefersTheLiteralPathOverTheTemplate() {
        assertThat(contract.operationOf("GET", "/user/tokens/verify"))
                .hasValueSatisfying(
                        operation -> assertThat(operation.template()).isEqualTo("/user/tokens/verify"));
        assertThat(contract.operationOf("GET", ACCOUNT + "/tokens/permission_groups"))
                .hasValueSatisfying(operation ->
                        assertThat(operation.template()).isEqualTo("/accounts/{account_id}/tokens/permission_groups"));
        assertThat(contract.operationOf("GET", "/user/tokens/ed17574386854bf78a67040be0a770b0"))
                .hasValueSatisfying(
                        operation -> assertThat(operation.template()).isEqualTo("/user/tokens/{token_id}"));
    }

    @Test
    void prefersTheLiteralPathOfOneDocumentOverTheTemplateOfAnother() {
        assertThat(contract.operationOf("GET", ACCOUNT + "/access/apps/ca"))
                .hasValueSatisfying(
                        operation -> assertThat(operation.template()).endsWith("/access/apps/ca"));
        assertThat(contract.operationOf("GET", ACCOUNT + "/access/apps/f174e90a-fafe-4643-bbbc-4a0ed4fc8415"))
                .hasValueSatisfying(
                        operation -> assertThat(operation.template()).endsWith("/access/apps/{app_id}"));
    }

    @Test
    void judgesAnAnswerByTheDocumentThatHasItsOperation() {
        String token = "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"enabled\":true}}";
        assertThat(contract.faultsOf(answer("GET", ACCOUNT + "/access/service_tokens/x", 200, token)))
                .isEmpty();
        assertThat(contract.faultsOf(
                        answer("GET", ACCOUNT + "/access/service_tokens/x", 200, token.replace(":true}", ":1}"))))
                .isNotEmpty();
    }

    @Test
    void refusesAnOperationNoDocumentKnows() {
        assertThat(contract.faultsOf(answer("GET", ACCOUNT + "/nothing/of/the/kind", 200, "{}")))
                .isNotEmpty();
    }

    private static RecordedExchange answer(String method, String path, int status, String body) {
        return new RecordedExchange("", method, path, status, "application/json", body);
    }
}
