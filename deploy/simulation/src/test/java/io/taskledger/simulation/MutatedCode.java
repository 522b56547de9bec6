package io.taskledger.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** All our classes once more, some of them compiled from a changed source. The auditor stays as it is. */
final class MutatedCode extends ClassLoader {

    private final Map<String, ByteArrayOutputStream> mutated = new HashMap<>();

    /** Our classes as they are. */
    MutatedCode() {
        super(MutatedCode.class.getClassLoader());
    }

    /** With one source changed. */
    static MutatedCode of(String file, String source) throws IOException {
        MutatedCode code = new MutatedCode();
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "this needs a JDK");
        StringWriter messages = new StringWriter();
        try (JavaFileManager files = new InMemory(compiler.getStandardFileManager(null, null, null), code.mutated)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            boolean done = compiler.getTask(messages, files, null, options, null, List.of(new Source(file, source)))
                    .call();
            if (!done) {
                throw new AssertionError("The mutation does not compile: " + messages);
            }
        }
        return code;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            boolean ours = name.startsWith("io.taskledger.") && !name.startsWith("io.taskledger.audit.");
            return ours ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte @Nullable [] bytes(String name) throws ClassNotFoundException {
        ByteArrayOutputStream compiled = mutated.get(name);
        if (compiled != null) {
            return compiled.toByteArray();
        }
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String file, String text) {
            super(URI.create("mutated:///" + file.substring(file.indexOf("io/taskledger/"))), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> into;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> into) {
            super(files);
            this.into = into;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mutated:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    into.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
