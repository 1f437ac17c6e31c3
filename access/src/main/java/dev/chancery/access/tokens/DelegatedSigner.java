package dev.chancery.access.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import dev.chancery.ca.SigningKey;
import dev.chancery.pki.SignatureAlgorithm;
import java.util.Set;

/** Signs with a key that never leaves {@code ca}. */
final class DelegatedSigner extends BaseJWSProvider implements JWSSigner {
    private final SigningKey key;

    /**
     * @throws IllegalArgumentException if the key does not sign as RS256 says
     */
    DelegatedSigner(SigningKey key) {
        super(Set.of(JWSAlgorithm.RS256));
        if (key.algorithm() != SignatureAlgorithm.SHA256_WITH_RSA) {
            throw new IllegalArgumentException("key: %s (expected: one that signs SHA256WithRSA)".formatted(key));
        }
        this.key = key;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) {
        return Base64URL.encode(key.sign(signingInput));
    }
}
