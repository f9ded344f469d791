package programs;

import java.util.ServiceLoader;

/** Uses two libraries that the agent uses, too, by reflection, and says where it got them and what is on its class path. */
public final class OwnLibraries {

    private OwnLibraries() {}

    public static void main(String[] arguments) throws Exception {
        for (String name : new String[] {"org.yaml.snakeyaml.Yaml", "org.objectweb.asm.ClassWriter"}) {
            Class<?> type = Class.forName(name);
            System.out.println(type.getDeclaredConstructor().newInstance() + " from "
                    + type.getProtectionDomain().getCodeSource().getLocation());
        }
        Thread.currentThread()
                .getContextClassLoader()
                .getResources("META-INF/services")
                .asIterator()
                .forEachRemaining(System.out::println);
        System.out.println(ServiceLoader.load(Runnable.class).stream().count());
        try {
            System.out.println(Class.forName("org.yaml.snakeyaml.nodes.Node"));
        } catch (ClassNotFoundException e) {
            System.out.println(e);
        }
    }
}
