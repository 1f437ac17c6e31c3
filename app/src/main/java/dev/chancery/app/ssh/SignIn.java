package dev.chancery.app.ssh;

/** Has a person sign in. */
@FunctionalInterface
interface SignIn {
    /**
     * @param site whose application it is
     * @return the application token, as it travels
     * @throws SshFailed if nobody did
     */
    String token(Site site, Metadata metadata);
}
