package dev.tripcoil.agent;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test that takes a {@link Jdk}, and runs on each that is installed. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(OnEachJdk.Installed.class)
@interface OnEachJdk {

    /** The oldest version that it makes sense on. */
    int from() default 17;

    final class Installed implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context)
                throws IOException {
            int from = context.getRequiredTestMethod()
                    .getAnnotation(OnEachJdk.class)
                    .from();
            return Jdk.all().stream().filter(jdk -> jdk.version() >= from).map(Arguments::of);
        }
    }
}
