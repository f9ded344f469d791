package dev.tripcoil.jmx;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.ReflectionException;
import javax.management.StandardEmitterMBean;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.TabularType;

/**
 * An MXBean with the descriptions that its interface carries, and with tables: to an MXBean, a getter's {@code TabularData} is a bean
 * like any other, of which it would show the getters.
 */
final class DescribedMBean extends StandardEmitterMBean {

    /** The attributes that are tables. */
    private static final Map<String, TabularType> TABLES =
            Map.of("Breakers", BreakerTable.TYPE, "RecentTransitions", TransitionTable.TYPE);

    private final Class<?> described;
    private volatile MBeanInfo info;

    /**
     * @param known what another one of the same kind had for its {@link #getMBeanInfo}; null if this is the first
     */
    <T> DescribedMBean(T implementation, Class<T> mxbean, NotificationEmitter emitter, MBeanInfo known) {
        super(implementation, mxbean, true, emitter);
        described = mxbean;
        info = known;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException, MBeanException, ReflectionException {
        Method getter = TABLES.containsKey(name) ? method("get" + name) : null;
        if (getter == null) {
            return super.getAttribute(name);
        }
        try {
            return getter.invoke(getImplementation());
        } catch (InvocationTargetException e) {
            throw new MBeanException(new IllegalStateException(e.getCause()), "no " + name);
        } catch (IllegalAccessException e) {
            throw new ReflectionException(e);
        }
    }

    /** Those that can be read, as of any MBean. */
    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList found = new AttributeList(names.length);
        for (String name : names) {
            try {
                found.add(new Attribute(name, getAttribute(name)));
            } catch (Exception unreadable) {
                // left out
            }
        }
        return found;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanInfo known = info;
        if (known == null) {
            known = withTables(super.getMBeanInfo());
            info = known;
        }
        return known;
    }

    private static MBeanInfo withTables(MBeanInfo plain) {
        MBeanAttributeInfo[] attributes = plain.getAttributes();
        for (int i = 0; i < attributes.length; i++) {
            MBeanAttributeInfo each = attributes[i];
            TabularType type = TABLES.get(each.getName());
            if (type != null) {
                attributes[i] = new OpenMBeanAttributeInfoSupport(
                        each.getName(), each.getDescription(), type, each.isReadable(), false, false);
            }
        }
        return new MBeanInfo(
                plain.getClassName(),
                plain.getDescription(),
                attributes,
                plain.getConstructors(),
                plain.getOperations(),
                plain.getNotifications(),
                plain.getDescriptor());
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

    private String describe(String name, MBeanFeatureInfo info) {
        Method method = method(name);
        return method == null
                ? info.getDescription()
                : method.getAnnotation(Describe.class).value();
    }

    private Method method(String name) {
        for (Method candidate : described.getMethods()) {
            if (candidate.getName().equals(name)) {
                return candidate;
            }
        }
        return null;
    }
}
