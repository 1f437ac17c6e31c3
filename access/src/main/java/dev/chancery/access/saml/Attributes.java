package dev.chancery.access.saml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.dom.saml.v2.assertion.NameIDType;

/**
 * The attributes of an assertion.
 *
 * @param all by name, each with its values that are text
 */
record Attributes(Map<String, List<String>> all) {
    private static final int MOST = 128;
    private static final int MOST_VALUES = 1024;
    private static final int LONGEST_EMAIL = 254;

    /** Where identity providers put the address, unless the configuration names another place. */
    private static final List<String> USUAL = List.of(
            "email",
            "mail",
            "urn:oid:0.9.2342.19200300.100.1.3",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress");

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cntrl}<>\"(),:;\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,253}");

    /**
     * Reads them.
     *
     * @throws Refused NO_ASSERTION for more than anybody needs
     */
    static Attributes of(AssertionType assertion) throws Refused {
        Map<String, List<String>> all = new LinkedHashMap<>();
        int values = 0;
        for (AttributeStatementType statement : assertion.getAttributeStatements()) {
            for (AttributeStatementType.ASTChoiceType choice : statement.getAttributes()) {
                @Nullable AttributeType attribute = choice.getAttribute();
                if (attribute == null || attribute.getName() == null) {
                    throw new Refused(SamlRefusal.NO_ASSERTION);
                }
                List<String> texts = all.computeIfAbsent(attribute.getName(), name -> new ArrayList<>());
                for (@Nullable Object value : attribute.getAttributeValue()) {
                    if (value instanceof String text) {
                        texts.add(text);
                        values++;
                    }
                }
            }
        }
        if (all.size() > MOST || values > MOST_VALUES) {
            throw new Refused(SamlRefusal.NO_ASSERTION);
        }
        return new Attributes(all);
    }

    /**
     * The e-mail address: of the attribute the configuration names, and of no other; without a name, of the first usual attribute
     * there is, or else the subject's name.
     *
     * @throws Refused NO_EMAIL unless there is exactly one, and it is one
     */
    String email(SamlProvider provider, NameIDType name) throws Refused {
        List<String> found = provider.emailAttribute()
                .map(attribute -> all.getOrDefault(attribute, List.of()))
                .orElseGet(() -> USUAL.stream()
                        .map(attribute -> all.getOrDefault(attribute, List.of()))
                        .filter(values -> !values.isEmpty())
                        .findFirst()
                        .orElse(List.of(name.getValue())));
        if (found.size() != 1
                || found.getFirst().length() > LONGEST_EMAIL
                || !EMAIL.matcher(found.getFirst()).matches()) {
            throw new Refused(SamlRefusal.NO_EMAIL);
        }
        return found.getFirst().toLowerCase(Locale.ROOT);
    }
}
