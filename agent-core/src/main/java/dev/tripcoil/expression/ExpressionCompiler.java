package dev.tripcoil.expression;

import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.CompiledClass;
import dev.tripcoil.weave.TypeMembers;
import java.io.IOException;
import java.io.StringReader;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.commons.compiler.InternalCompilerException;
import org.codehaus.commons.compiler.Location;
import org.codehaus.janino.Java;
import org.codehaus.janino.Parser;
import org.codehaus.janino.Scanner;
import org.codehaus.janino.Token;
import org.codehaus.janino.TokenType;
import org.codehaus.janino.UnitCompiler;
import org.codehaus.janino.util.ClassFile;

/**
 * From an expression's text to the class file of a {@code java.util.function.BiFunction<Object, Object, Object>}: its first argument
 * holds the given variables (the value if there is one, an {@code Object[]} if there are several), the second one the
 * outcome; primitive values come boxed. It returns {@code Boolean.TRUE} or {@code FALSE}, or the key.
 *
 * <p>The class is in the package of the guarded class, and refers to nothing but what the expression does and types of {@code java.*}. A
 * variable whose type can't be referred to from there is of the {@link ReadTypes#accessible nearest type above} that can.
 * Types are read from class files; none is loaded. Thread-safe.
 */
public final class ExpressionCompiler {

    /** In characters; beyond it nobody means an expression. */
    static final int LONGEST = 4000;

    /** Brackets within brackets. */
    static final int DEEPEST = 40;

    private static final String NAME = "TripcoilExpression";
    private static final int JAVA_8 = 8;
    private static final String GIVEN = "#given";
    private static final String OUTCOME = "#outcome";
    private static final String VALUE = "#value";

    /** Types in {@code java.*} are the same for all that is guarded. */
    private SoftReference<Map<String, TypeMembers>> ofJdk = new SoftReference<>(null);

    /**
     * @return the class file, of a class without a name that anybody may refer to: it is for
     *     {@code Lookup.defineHiddenClass}
     */
    public byte[] compile(String text, Scope scope, ClassSource source) throws BadExpressionException {
        if (text.length() > LONGEST) {
            throw bad(
                    "longer than " + LONGEST + " characters: put it into a static method of the application",
                    1,
                    1,
                    null);
        }
        checkDepth(text);
        try {
            ReadTypes types = new ReadTypes(source, scope, ofJdk());
            Java.Rvalue expression = parse(text);
            new Check(scope).check(expression);
            return checked(compile(text, expression, scope, types), scope, types, source);
        } catch (CompileException e) {
            throw bad(Messages.of(e), e.getLocation(), e);
        } catch (Check.Refused e) {
            throw bad(e.getMessage(), e.location, null);
        } catch (InternalCompilerException e) {
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof CompileException)) {
                cause = cause.getCause();
            }
            throw cause instanceof CompileException known
                    ? bad(Messages.of(known), known.getLocation(), e)
                    : bad(Messages.beyondTheCompiler(cause), 1, 1, e);
        } catch (IOException | RuntimeException | AssertionError e) {
            throw bad(Messages.beyondTheCompiler(e), 1, 1, e);
        } catch (StackOverflowError e) {
            throw bad("nested too deeply: put it into a static method of the application", 1, 1, null);
        }
    }

    private synchronized Map<String, TypeMembers> ofJdk() {
        Map<String, TypeMembers> known = ofJdk.get();
        if (known == null) {
            known = new ConcurrentHashMap<>();
            ofJdk = new SoftReference<>(known);
        }
        return known;
    }

    /** What Janino does takes time that doubles with each level: see its test. */
    private static void checkDepth(String text) throws BadExpressionException {
        int depth = 0;
        int line = 1;
        int column = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            column = c == '\n' ? 0 : column + 1;
            line += c == '\n' ? 1 : 0;
            if (c == '(' || c == '[' || c == '{' || c == '?') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}' || c == ':') {
                depth--;
            }
            if (depth > DEEPEST) {
                throw bad("nested too deeply: put it into a static method of the application", line, column, null);
            }
        }
    }

    private static Java.Rvalue parse(String text) throws CompileException, IOException, BadExpressionException {
        Parser parser = new Parser(new Scanner("", new StringReader(text), 1, 0));
        if (parser.peek(TokenType.END_OF_INPUT)) {
            throw bad("there is no expression", 1, 1, null);
        }
        Java.Rvalue expression = parser.parseExpression();
        if (!parser.peek(TokenType.END_OF_INPUT)) {
            Token next = parser.read();
            throw new Check.Refused(
                    "the expression ends before '" + next.value + "': it must be a single one", next.getLocation());
        }
        return expression;
    }

    private static byte[] compile(String text, Java.Rvalue expression, Scope scope, ReadTypes types)
            throws CompileException {
        Java.CompilationUnit unit = unit(text, expression, scope, types);
        UnitCompiler compiler = new UnitCompiler(unit, types);
        compiler.setTargetVersion(JAVA_8); // for static methods of interfaces
        List<ClassFile> classFiles = new ArrayList<>();
        compiler.compileUnit(false, false, false, classFiles);
        if (classFiles.size() != 1) {
            throw new CompileException("it would need a class of its own", expression.getLocation());
        }
        return classFiles.get(0).toByteArray();
    }

    private static Java.CompilationUnit unit(String text, Java.Rvalue expression, Scope scope, ReadTypes types) {
        Location at = expression.getLocation();
        Java.Type object = new Java.SimpleType(at, types.TYPE_java_lang_Object);
        List<Java.BlockStatement> body = new ArrayList<>();
        UsedNames used = UsedNames.of(text);
        for (int i = 0; i < scope.given().size(); i++) {
            Variable variable = scope.given().get(i);
            if (isUsed(variable, used)) {
                body.add(declaration(at, variable, given(at, scope, types, i), types));
            }
        }
        if (scope.outcome() != null) {
            body.add(declaration(at, scope.outcome(), new Java.AmbiguousName(at, new String[] {OUTCOME}), types));
        }
        boolean condition = scope.yields() == Scope.Yields.CONDITION;
        body.add(local(
                at,
                condition ? new Java.PrimitiveType(at, Java.Primitive.BOOLEAN) : object,
                VALUE,
                new Java.ParenthesizedExpression(at, expression)));
        Java.Rvalue value = new Java.AmbiguousName(at, new String[] {VALUE});
        body.add(new Java.ReturnStatement(at, condition ? boxed(at, value, types) : value));

        Java.FunctionDeclarator.FormalParameter[] parameters = {
            new Java.FunctionDeclarator.FormalParameter(at, new Java.Modifier[0], object, GIVEN),
            new Java.FunctionDeclarator.FormalParameter(at, new Java.Modifier[0], object, OUTCOME),
        };
        Java.Modifier[] isPublic = {new Java.AccessModifier("public", at)};
        Java.PackageMemberClassDeclaration declared =
                new Java.PackageMemberClassDeclaration(at, null, isPublic, NAME, null, null, new Java.Type[] {
                    new Java.SimpleType(at, types.type("Ljava/util/function/BiFunction;"))
                });
        declared.addDeclaredMethod(new Java.MethodDeclarator(
                at,
                null,
                isPublic,
                null,
                object,
                "apply",
                new Java.FunctionDeclarator.FormalParameters(at, parameters, false),
                new Java.Type[0],
                null,
                body));
        Java.CompilationUnit unit = new Java.CompilationUnit("");
        if (!scope.packageName().isEmpty()) {
            unit.setPackageDeclaration(new Java.PackageDeclaration(at, scope.packageName()));
        }
        unit.addPackageMemberTypeDeclaration(declared);
        return unit;
    }

    private static Java.Rvalue given(Location at, Scope scope, ReadTypes types, int index) {
        Java.AmbiguousName given = new Java.AmbiguousName(at, new String[] {GIVEN});
        if (!scope.inArray()) {
            return given;
        }
        Java.Type array = new Java.SimpleType(at, types.type("[Ljava/lang/Object;"));
        return new Java.ArrayAccessExpression(
                at,
                new Java.ParenthesizedExpression(at, new Java.Cast(at, array, given)),
                new Java.IntegerLiteral(at, Integer.toString(index)));
    }

    private static Java.Rvalue boxed(Location at, Java.Rvalue value, ReadTypes types) {
        return new Java.MethodInvocation(
                at, new Java.SimpleType(at, types.TYPE_java_lang_Boolean), "valueOf", new Java.Rvalue[] {value});
    }

    /** A cast, which also takes a primitive value out of its box. */
    private static Java.BlockStatement declaration(
            Location at, Variable variable, Java.Rvalue object, ReadTypes types) {
        Java.Type type = new Java.SimpleType(at, types.accessible(variable.descriptor()));
        String box = Boxes.of(variable.descriptor());
        Java.Type castTo = box == null ? type : new Java.SimpleType(at, types.type(box));
        return local(at, type, variable.name(), new Java.Cast(at, castTo, object));
    }

    private static Java.BlockStatement local(Location at, Java.Type type, String name, Java.Rvalue value) {
        Java.VariableDeclarator declarator = new Java.VariableDeclarator(at, name, 0, value);
        return new Java.LocalVariableDeclarationStatement(
                at, new Java.Modifier[0], type, new Java.VariableDeclarator[] {declarator});
    }

    private static byte[] checked(byte[] compiled, Scope scope, ReadTypes types, ClassSource source)
            throws BadExpressionException {
        CompiledClass checked;
        try {
            checked = CompiledClass.check(compiled, name -> outline(source, name));
        } catch (IllegalArgumentException e) {
            throw bad(Messages.beyondTheCompiler(e), 1, 1, e);
        }
        String own = scope.packageName().isEmpty() ? NAME : scope.packageName() + "." + NAME;
        for (String name : checked.referredTypes()) {
            if (!name.equals(own) && !types.isAccessible(name)) {
                throw bad(name + " is not accessible from " + scope.className(), 1, 1, null);
            }
        }
        return checked.classFile();
    }

    private static ClassOutline outline(ClassSource source, String name) {
        byte[] classFile = source.read(name);
        try {
            return classFile == null ? null : ClassOutline.read(classFile);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static BadExpressionException bad(String reason, Location location, Throwable cause) {
        return location == null
                ? bad(reason, 1, 1, cause)
                : bad(reason, location.getLineNumber(), location.getColumnNumber(), cause);
    }

    private static BadExpressionException bad(String reason, int line, int column, Throwable cause) {
        return new BadExpressionException(reason, line, column, cause);
    }

    private static boolean isUsed(Variable variable, UsedNames used) {
        return variable.name().equals("self")
                ? used.self()
                : used.argument(Integer.parseInt(variable.name().substring("arg".length())));
    }
}
