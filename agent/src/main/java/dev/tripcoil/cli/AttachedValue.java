package dev.tripcoil.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * For an option whose value may be left out: it is the option's only with a {@code =} between, so that in
 * {@code --watch 1234} the number is the JVM's. Without one, the value is the option's fallback.
 */
final class AttachedValue implements IParameterPreprocessor {

    @Override
    public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (!"=".equals(info.get("separator"))) {
            arguments.push(((OptionSpec) option).fallbackValue());
        }
        return false;
    }
}
