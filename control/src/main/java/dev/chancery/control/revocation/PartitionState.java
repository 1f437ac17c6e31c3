package dev.chancery.control.revocation;

/**
 * Where a partition stands.
 *
 * @param changed counts up with every change of what the list must say
 * @param built which of those changes the newest list contains
 * @param number the newest list's number; 0 before the first
 */
record PartitionState(long changed, long built, long number) {}
