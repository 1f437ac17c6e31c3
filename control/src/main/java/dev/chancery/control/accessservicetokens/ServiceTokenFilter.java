package dev.chancery.control.accessservicetokens;

import java.util.Optional;

/**
 * Which service tokens of an account a list shows.
 *
 * @param name exactly this name
 * @param search names that contain this text, whatever its case
 */
public record ServiceTokenFilter(Optional<String> name, Optional<String> search) {}
