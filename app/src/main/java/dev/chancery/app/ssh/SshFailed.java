package dev.chancery.app.ssh;

/** It does not work, for a reason whoever called can read in one sentence. */
public final class SshFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SshFailed(String sentence) {
        super(sentence, null, false, false);
    }

    SshFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
