package app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A Spring application whose beans are proxies. Each line is the name of a bean, and whether the call is to fail. */
public class SpringCalls {

    public interface Stock {
        String fetch(boolean fails) throws IOException;
    }

    public static class Remote implements Stock {
        @Override
        public String fetch(boolean fails) throws IOException {
            if (fails) {
                throw new IOException("no route to stock");
            }
            return "42";
        }
    }

    /** Without an interface: a proxy of it can only be a subclass. */
    public static class Base<T> {
        public T fetch(boolean fails) throws IOException {
            return null;
        }
    }

    public static class Plain extends Base<String> {
        @Override
        public String fetch(boolean fails) throws IOException {
            super.fetch(fails);
            return new Remote().fetch(fails);
        }
    }

    @Configuration
    public static class Beans {
        @Bean
        public static DefaultAdvisorAutoProxyCreator proxies() {
            return new DefaultAdvisorAutoProxyCreator();
        }

        @Bean
        public static DefaultPointcutAdvisor advisor() {
            NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
            pointcut.addMethodName("fetch");
            return new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) call -> call.proceed());
        }

        @Bean
        public Stock byInterface() {
            return new Remote();
        }

        @Bean
        public Plain bySubclass() {
            return new Plain();
        }

        /** What Spring makes of this class is a subclass, too: a call between two of its beans comes back by it. */
        public String fetchThroughBeans(boolean fails) throws IOException {
            return bySubclass().fetch(fails);
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Beans.class)) {
            Stock byInterface = context.getBean("byInterface", Stock.class);
            Plain bySubclass = context.getBean("bySubclass", Plain.class);
            Beans beans = context.getBean(Beans.class);
            System.out.println(byInterface.getClass().getName() + " " + bySubclass.getClass().getName() + " "
                    + beans.getClass().getName());
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean fails = line.endsWith(" fails");
                try {
                    switch (line.split(" ")[0]) {
                        case "byInterface" -> System.out.println(byInterface.fetch(fails));
                        case "bySubclass" -> System.out.println(bySubclass.fetch(fails));
                        default -> System.out.println(beans.fetchThroughBeans(fails));
                    }
                } catch (Exception e) {
                    System.out.println(e.getClass().getName());
                }
            }
        }
    }
}
