package dev.tripcoil.async;

import java.security.PrivilegedExceptionAction;

/** Does something with the agent's permissions on a thread of an application that may have fewer. */
public interface Privileged {

    <T> T call(PrivilegedExceptionAction<T> action) throws Exception;
}
