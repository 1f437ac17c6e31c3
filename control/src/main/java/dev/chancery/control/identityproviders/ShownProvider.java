package dev.chancery.control.identityproviders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.trust.Hostname;
import java.util.Optional;

/**
 * A provider with what its answer shows beside it.
 *
 * @param certificates its certificate set
 * @param authDomain where its account's users sign in
 * @param scimSecret only in the answer to the call that first enabled SCIM
 */
public record ShownProvider(
        IdentityProvider provider,
        Optional<JsonNode> certificates,
        Optional<Hostname> authDomain,
        Optional<ScimSecret> scimSecret) {}
