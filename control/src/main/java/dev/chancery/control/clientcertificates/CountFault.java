package dev.chancery.control.clientcertificates;

/**
 * A maintained count that the rows do not bear out.
 *
 * @param place which count, in words
 * @param kept what the maintained count says
 * @param counted what the rows say
 */
public record CountFault(String place, long kept, long counted) {}
