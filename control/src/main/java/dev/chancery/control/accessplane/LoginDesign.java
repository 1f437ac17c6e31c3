package dev.chancery.control.accessplane;

import java.util.Optional;

/**
 * What an organization's login page looks like.
 *
 * @param background a colour as CSS writes it: # and three or six hex digits
 * @param text such a colour
 * @param header stands above, plain text
 * @param footer stands below, plain text
 */
public record LoginDesign(
        Optional<String> background, Optional<String> text, Optional<String> header, Optional<String> footer) {}
