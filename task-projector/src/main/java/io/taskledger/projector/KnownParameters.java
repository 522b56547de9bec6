package io.taskledger.projector;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a parameter that a query does not know, or knows once, or that says nothing: a filter misspelt or left empty would
 * list everything.
 */
final class KnownParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getPackageName().startsWith("io.taskledger")) {
            Map<String, String[]> parameters = parameters(request);
            // Most requests for one task have none.
            Set<String> known = parameters.isEmpty() ? Set.of() : known(method);
            parameters.forEach((name, values) -> {
                if (!known.contains(name)) {
                    throw Problem.badRequest("There is no parameter " + name + " here; known are "
                            + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
                }
                if (values.length > 1) {
                    throw Problem.badRequest(name + " is there twice.");
                }
                if (values[0].isEmpty()) {
                    throw Problem.badRequest(name + " is there without a value.");
                }
            });
        }
        return true;
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) {
            throw Problem.badRequest("The parameters cannot be read: " + e.getMessage());
        }
    }

    private static Set<String> known(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                names.add(parameter.getParameter().getName());
            } else if (parameter.hasParameterAnnotation(ParameterObject.class)) {
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            }
        }
        return names;
    }
}
