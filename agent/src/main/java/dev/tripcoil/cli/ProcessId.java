package dev.tripcoil.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A process id from the command line. */
final class ProcessId implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        if (!Target.isPid(text)) {
            throw new TypeConversionException("'" + text + "' is no process id; 'tripcoil ps' shows those of the JVMs."
                    + " The agent comes and goes on the JVM's own machine only");
        }
        return Long.parseLong(text);
    }
}
