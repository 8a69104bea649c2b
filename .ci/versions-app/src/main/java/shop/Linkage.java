package shop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * Says what the classes of a jar refer to that the class path does not have: types, methods, fields, and methods of
 * interfaces that they implement only in part. Use: java shop.Linkage JAR.
 */
public final class Linkage extends ClassVisitor {

	private final Set<String> missing = new TreeSet<>();

	private String current = "";

	private Linkage() {
		super(Opcodes.ASM9);
	}

	public static void main(String[] args) throws IOException {
		Linkage linkage = new Linkage();
		int classes = 0;
		try (JarFile jar = new JarFile(Path.of(args[0]).toFile())) {
			for (var entry : jar.stream().filter((each) -> each.getName().endsWith(".class") && isLoaded(each.getName())).toList()) {
				try (InputStream bytes = jar.getInputStream(entry)) {
					new ClassReader(bytes).accept(linkage, ClassReader.SKIP_DEBUG);
				}
				classes++;
			}
		}
		linkage.missing.forEach(System.out::println);
		System.out.println(classes + " classes, " + linkage.missing.size() + " missing");
		System.exit((classes > 0 && linkage.missing.isEmpty()) ? 0 : 1);
	}

	// Only with the clients that have what it is about: ShareGroups asks for that before.
	private static boolean isLoaded(String file) {
		if (!file.endsWith("/ShareOffsets.class")) {
			return true;
		}
		try {
			Class.forName("org.apache.kafka.clients.admin.SharePartitionOffsetInfo");
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	@Override
	public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
		this.current = name.replace('/', '.');
		if (this.current.endsWith("-info")) {
			return;
		}
		Class<?> type = load(Type.getObjectType(name));
		if (type != null && !Modifier.isAbstract(access)) {
			for (Method method : methods(type)) {
				if (Modifier.isAbstract(method.getModifiers())) {
					this.missing.add(this.current + " does not implement " + method);
				}
			}
		}
	}

	private List<Method> methods(Class<?> type) {
		try {
			return List.of(type.getMethods());
		}
		catch (LinkageError ex) {
			this.missing.add(this.current + " does not link: " + ex);
			return List.of();
		}
	}

	@Override
	public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
		load(Type.getType(descriptor));
		return null;
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
		return new MethodVisitor(Opcodes.ASM9) {

			@Override
			public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
				requireMethod(owner, name, descriptor);
			}

			@Override
			public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
				requireField(owner, name);
			}

			@Override
			public void visitTypeInsn(int opcode, String type) {
				load(Type.getObjectType(type));
			}

			@Override
			public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
				for (Object argument : arguments) {
					if (argument instanceof Handle handle && handle.getDesc().startsWith("(")) {
						requireMethod(handle.getOwner(), handle.getName(), handle.getDesc());
					}
				}
			}

		};
	}

	private void requireMethod(String owner, String name, String descriptor) {
		if (!isLoaded(owner + ".class")) {
			return;
		}
		Class<?> type = load(Type.getObjectType(owner));
		// Arrays have a clone() that reflection does not show, and method handles take any arguments.
		if (type == null || type.isArray() || type.getName().startsWith("java.lang.invoke.")) {
			return;
		}
		if (hierarchy(type).flatMap((each) -> members(each, name)).noneMatch((each) -> descriptor.equals(describe(each)))) {
			this.missing.add(this.current + " calls " + owner + "." + name + descriptor);
		}
	}

	private static Stream<Executable> members(Class<?> type, String name) {
		return name.equals("<init>") ? Arrays.stream(type.getDeclaredConstructors())
				: Arrays.stream(type.getDeclaredMethods()).filter((method) -> method.getName().equals(name)).map((m) -> m);
	}

	private static String describe(Executable member) {
		if (member instanceof Method method) {
			return Type.getMethodDescriptor(method);
		}
		return Type.getMethodDescriptor(Type.VOID_TYPE,
				Arrays.stream(member.getParameterTypes()).map(Type::getType).toArray(Type[]::new));
	}

	private void requireField(String owner, String name) {
		Class<?> type = load(Type.getObjectType(owner));
		if (type != null && hierarchy(type).flatMap((each) -> Arrays.stream(each.getDeclaredFields()))
			.noneMatch((field) -> field.getName().equals(name))) {
			this.missing.add(this.current + " reads " + owner + "." + name);
		}
	}

	private static Stream<Class<?>> hierarchy(Class<?> type) {
		Stream<Class<?>> above = Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
		Stream<Class<?>> object = type.isInterface() ? Stream.of(Object.class) : Stream.empty();
		return Stream.of(Stream.of(type), above.flatMap(Linkage::hierarchy), object).flatMap((each) -> each);
	}

	private Class<?> load(Type type) {
		String name = (type.getSort() == Type.ARRAY) ? type.getElementType().getClassName() : type.getClassName();
		try {
			Class<?> element = ClassUtils.forName(name, null);
			return (type.getSort() == Type.ARRAY) ? element.arrayType() : element;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			this.missing.add(this.current + " needs " + name);
			return null;
		}
	}

}
