package dev.chancery.control.accesspolicies;

/**
 * A policy at its place in an application.
 *
 * @param policy the policy
 * @param precedence when it is asked; lower is earlier
 */
public record BoundPolicy(AccessPolicy policy, long precedence) {}
