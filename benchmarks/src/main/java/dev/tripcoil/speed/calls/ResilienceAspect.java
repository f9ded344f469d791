package dev.tripcoil.speed.calls;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

/** An aspect as people write it who want Resilience4j round methods of an application that they leave as it is. */
@Aspect
public class ResilienceAspect {

    @Around("execution(* com.acme.speed.Shelf.rate(..)) || execution(* com.acme.speed.Shelf.failing(..))")
    public Object rate(ProceedingJoinPoint call) throws Throwable {
        return Resilience.RATE.executeCheckedSupplier(call::proceed);
    }

    @Around("execution(* com.acme.speed.Shelf.timed(..)) || execution(* com.acme.speed.Shelf.timedFailing(..))")
    public Object timed(ProceedingJoinPoint call) throws Throwable {
        return Resilience.TIMED.executeCheckedSupplier(call::proceed);
    }

    @Around("execution(* com.acme.speed.Shelf.slow(..))")
    public Object slow(ProceedingJoinPoint call) throws Throwable {
        return Resilience.SLOW.executeCheckedSupplier(call::proceed);
    }

    @Around("execution(* com.acme.speed.Shelf.refused(..))")
    public Object refused(ProceedingJoinPoint call) throws Throwable {
        return Resilience.REFUSED.executeCheckedSupplier(call::proceed);
    }
}
