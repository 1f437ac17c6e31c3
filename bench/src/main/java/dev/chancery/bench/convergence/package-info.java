/**
 * The convergence campaign: edges as processes of their own against control, seeded schedules of faults between and around them,
 * clients at every edge, and a checker that looks for a request accepted after {@code revoked} was read ({@link
 * dev.chancery.bench.convergence.EdgesCampaign}).
 */
@NullMarked
package dev.chancery.bench.convergence;

import org.jspecify.annotations.NullMarked;
