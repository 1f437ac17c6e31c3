/**
 * The long tests that {@code ./dev campaign} runs in full and the acceptance tests run as a seeded sample. The kill campaign
 * ({@link dev.chancery.bench.campaign.KillCampaign}) kills the product under load and checks that nothing acknowledged is
 * ever lost.
 */
@NullMarked
package dev.chancery.bench.campaign;

import org.jspecify.annotations.NullMarked;
