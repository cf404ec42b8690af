#include "font.h"
#include "lettering.h"

#include <string.h>

static void add(cairo_t *context, const w2i_element *elements, size_t count, double scale) {
    for (size_t i = 0; i < count; i++) {
        const w2i_element *step = elements + i;
        double x = scale * step->end.x, y = scale * step->end.y;
        switch (step->verb) {
        case W2I_MOVE: cairo_move_to(context, x, y); break;
        case W2I_LINE: cairo_line_to(context, x, y); break;
        case W2I_CURVE:
            cairo_curve_to(
                context, scale * step->control[0].x, scale * step->control[0].y, scale * step->control[1].x,
                scale * step->control[1].y, x, y);
            break;
        case W2I_CLOSE: cairo_close_path(context); break;
        }
    }
}

w2i_rectangle w2i_extents(const w2i_element *elements, size_t count) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *context = cairo_create(surface);
    add(context, elements, count, W2I_REFERENCE_SIZE);
    double left, top, right, bottom, em = W2I_REFERENCE_SIZE;
    cairo_path_extents(context, &left, &top, &right, &bottom);
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return (w2i_rectangle){.left = left / em, .top = top / em, .right = right / em, .bottom = bottom / em};
}

bool w2i_draw(
    const w2i_element *elements, size_t count, double stroke, uint8_t *coverage, size_t width, size_t height) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    cairo_t *context = cairo_create(surface);
    add(context, elements, count, 1);
    cairo_set_antialias(context, CAIRO_ANTIALIAS_BEST);
    if (stroke > 0) {
        // Round, so that no corner reaches farther than half the width.
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_width(context, stroke);
        cairo_stroke(context);
    } else {
        // Glyphs that overlap, as joined scripts have them, are one shape: one fill, so that no seam shows.
        cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING);
        cairo_fill(context);
    }
    bool succeeded = cairo_status(context) == CAIRO_STATUS_SUCCESS;
    cairo_surface_flush(surface);
    if (succeeded) {
        const uint8_t *rows = cairo_image_surface_get_data(surface);
        size_t stride = cairo_image_surface_get_stride(surface);
        for (size_t y = 0; y < height; y++) memcpy(coverage + y * width, rows + y * stride, width);
    }
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return succeeded;
}
