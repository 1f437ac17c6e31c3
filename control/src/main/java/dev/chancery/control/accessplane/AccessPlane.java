package dev.chancery.control.accessplane;

/**
 * What control offers to the role access.
 *
 * @param teams organizations
 * @param keys the keys tokens are signed with
 * @param edgeSecret what edges show to the role access
 * @param sshSigner signs the SSH keys of people
 */
public record AccessPlane(Teams teams, TokenKeys keys, HouseSecret edgeSecret, SshSigner sshSigner) {}
