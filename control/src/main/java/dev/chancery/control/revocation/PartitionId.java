package dev.chancery.control.revocation;

import java.util.UUID;

/**
 * A part of a CA's revocation list.
 *
 * @param ca the CA
 * @param number from 1; fixed in a certificate when it is issued
 */
public record PartitionId(UUID ca, long number) {}
