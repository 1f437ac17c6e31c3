package dev.chancery.ca;

import dev.chancery.pki.SshOption;
import dev.chancery.pki.SshPublicKey;
import java.time.Duration;
import java.util.List;

/**
 * An OpenSSH certificate someone asks for; judged by {@link SshIssuer#prepare}.
 *
 * @param key to be certified; who asks has proven possession of nothing, sshd will
 * @param keyId for logs
 * @param principals whom it lets in (users), or what it vouches for (hosts)
 * @param lifetime from now, in whole seconds
 * @param criticalOptions in any order
 * @param extensions in any order
 */
public record SshRequest(
        SshPublicKey key,
        String keyId,
        List<String> principals,
        Duration lifetime,
        List<SshOption> criticalOptions,
        List<SshOption> extensions) {
    /** Copies the lists. */
    public SshRequest {
        principals = List.copyOf(principals);
        criticalOptions = List.copyOf(criticalOptions);
        extensions = List.copyOf(extensions);
    }
}
