package dev.chancery.control.accessplane;

/**
 * What control offers to the role access.
 *
 * @param teams organizations
 * @param head applications, policies and revocations
 * @param providers identity providers
 * @param keys the keys tokens are signed with
 * @param once what somebody may come back for
 * @param requests the log of sign-ins
 * @param edgeSecret what edges show to the role access
 * @param meeting tells edges where the role is
 * @param sshSigner signs the SSH keys of people
 * @param saml what SAML assertions are encrypted to, and which were used
 */
public record AccessPlane(
        Teams teams,
        Head head,
        Providers providers,
        TokenKeys keys,
        OneTimeValues once,
        AccessRequests requests,
        HouseSecret edgeSecret,
        Meeting meeting,
        SshSigner sshSigner,
        SamlAssertions saml) {}
