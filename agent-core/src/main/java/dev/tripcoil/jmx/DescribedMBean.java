package dev.tripcoil.jmx;

import java.lang.reflect.Method;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;

/** An MXBean with the descriptions that its interface carries. */
final class DescribedMBean extends StandardEmitterMBean {

    private final Class<?> described;

    <T> DescribedMBean(T implementation, Class<T> mxbean, NotificationEmitter emitter) {
        super(implementation, mxbean, true, emitter);
        described = mxbean;
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return described.getAnnotation(Describe.class).value();
    }

    @Override
    protected String getDescription(MBeanFeatureInfo info) {
        return info.getDescription(); // notifications: they bring their own
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return describe("get" + info.getName(), info);
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return describe(info.getName(), info);
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return parameter.getDescription();
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return MBeanOperationInfo.ACTION;
    }

    private String describe(String method, MBeanFeatureInfo info) {
        for (Method candidate : described.getMethods()) {
            if (candidate.getName().equals(method)) {
                return candidate.getAnnotation(Describe.class).value();
            }
        }
        return info.getDescription();
    }
}
