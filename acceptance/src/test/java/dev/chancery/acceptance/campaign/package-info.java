/** Seeded samples of the campaigns that {@code ./dev campaign} runs in full. */
@NullMarked
package dev.chancery.acceptance.campaign;

import org.jspecify.annotations.NullMarked;
