@NullMarked
package dev.chancery.access.web;

import org.jspecify.annotations.NullMarked;
