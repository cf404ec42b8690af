// GroupNorm forward and backward for training: bf16 channels-last memory [n, pixels, channels], fp32 statistics.
// Rows of 16 pixels are handled at once, so that the compiler vectorises over 16 * channels whatever their number.

#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { pixels_at_once = 16, most_threads = 64, scratch_rows = 6 };

typedef uint16_t bf16;

typedef struct {
    const bf16 *x, *dy;
    bf16 *out;
    const float *weight, *bias;
    float *mean, *scale, *dweight, *dbias;
    long n, pixels, channels, groups;
    float epsilon;
} Work;

typedef struct {
    const Work *work;
    void (*run)(const Work *, long, float *);
    long first, step;
} Part;

static inline float widen(bf16 value) {
    uint32_t bits = (uint32_t)value << 16;
    float wide;
    memcpy(&wide, &bits, 4);
    return wide;
}

static inline bf16 narrow(float value) {
    uint32_t bits;
    memcpy(&bits, &value, 4);
    return (bf16)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

// Sums the 16 pixels' partial sums into one row of `channels`.
static void fold(const float *partial, float *sum, long channels) {
    memset(sum, 0, sizeof(float) * channels);
    for (long pixel = 0; pixel < pixels_at_once; pixel++)
        for (long c = 0; c < channels; c++) sum[c] += partial[pixel * channels + c];
}

static void forward_image(const Work *w, long image, float *scratch) {
    long channels = w->channels, width = pixels_at_once * channels, rows = w->pixels / pixels_at_once;
    long size = channels / w->groups;
    float *sums = scratch, *squares = sums + width, *factor = squares + width, *shift = factor + width;
    float *sum = shift + width, *square = sum + channels;
    const bf16 *x = w->x + image * w->pixels * channels;
    bf16 *y = w->out + image * w->pixels * channels;
    memset(sums, 0, sizeof(float) * 2 * width);
    for (long row = 0; row < rows; row++) {
        const bf16 *p = x + row * width;
        for (long i = 0; i < width; i++) {
            float value = widen(p[i]);
            sums[i] += value;
            squares[i] += value * value;
        }
    }
    fold(sums, sum, channels);
    fold(squares, square, channels);
    for (long group = 0; group < w->groups; group++) {
        double total = 0, total_squares = 0;
        for (long c = group * size; c < (group + 1) * size; c++) {
            total += sum[c];
            total_squares += square[c];
        }
        double mean = total / (size * w->pixels);
        double variance = fmax(total_squares / (size * w->pixels) - mean * mean, 0);
        float scale = 1 / sqrtf((float)variance + w->epsilon);
        w->mean[image * w->groups + group] = mean;
        w->scale[image * w->groups + group] = scale;
        for (long pixel = 0; pixel < pixels_at_once; pixel++)
            for (long c = group * size; c < (group + 1) * size; c++) {
                factor[pixel * channels + c] = scale * w->weight[c];
                shift[pixel * channels + c] = w->bias[c] - mean * scale * w->weight[c];
            }
    }
    for (long row = 0; row < rows; row++) {
        const bf16 *p = x + row * width;
        bf16 *q = y + row * width;
        for (long i = 0; i < width; i++) q[i] = narrow(widen(p[i]) * factor[i] + shift[i]);
    }
}

// dx = scale * (weight * dy - mean(weight * dy) - xhat * mean(weight * dy * xhat)), as a * dy + b * x + c.
static void backward_image(const Work *w, long image, float *scratch) {
    long channels = w->channels, width = pixels_at_once * channels, rows = w->pixels / pixels_at_once;
    long size = channels / w->groups;
    float *sums = scratch, *products = sums + width, *a = products + width, *b = a + width, *c = b + width;
    float *sum = c + width, *product = sum + channels;
    const bf16 *x = w->x + image * w->pixels * channels, *dy = w->dy + image * w->pixels * channels;
    bf16 *dx = w->out + image * w->pixels * channels;
    memset(sums, 0, sizeof(float) * 2 * width);
    for (long row = 0; row < rows; row++) {
        const bf16 *p = x + row * width, *d = dy + row * width;
        for (long i = 0; i < width; i++) {
            float value = widen(d[i]);
            sums[i] += value;
            products[i] += value * widen(p[i]);
        }
    }
    fold(sums, sum, channels);
    fold(products, product, channels);
    for (long group = 0; group < w->groups; group++) {
        float mean = w->mean[image * w->groups + group], scale = w->scale[image * w->groups + group];
        float total = 0, total_hat = 0;
        for (long k = group * size; k < (group + 1) * size; k++) {
            float hat = (product[k] - mean * sum[k]) * scale;
            w->dweight[image * channels + k] = hat;
            w->dbias[image * channels + k] = sum[k];
            total += sum[k] * w->weight[k];
            total_hat += hat * w->weight[k];
        }
        float count = size * w->pixels;
        float of_x = -scale * scale * total_hat / count, constant = -scale * total / count - mean * of_x;
        for (long pixel = 0; pixel < pixels_at_once; pixel++)
            for (long k = group * size; k < (group + 1) * size; k++) {
                a[pixel * channels + k] = scale * w->weight[k];
                b[pixel * channels + k] = of_x;
                c[pixel * channels + k] = constant;
            }
    }
    for (long row = 0; row < rows; row++) {
        const bf16 *p = x + row * width, *d = dy + row * width;
        bf16 *q = dx + row * width;
        for (long i = 0; i < width; i++) q[i] = narrow(widen(d[i]) * a[i] + widen(p[i]) * b[i] + c[i]);
    }
}

static void *run_part(void *argument) {
    const Part *part = argument;
    float *scratch = malloc(sizeof(float) * (scratch_rows * pixels_at_once) * part->work->channels);
    if (!scratch) abort();
    for (long image = part->first; image < part->work->n; image += part->step)
        part->run(part->work, image, scratch);
    free(scratch);
    return NULL;
}

static void run_all(const Work *work, void (*run)(const Work *, long, float *), int threads) {
    if (work->n * work->pixels * work->channels < 60000) threads = 1;
    if (threads > most_threads) threads = most_threads;
    pthread_t handles[most_threads];
    Part parts[most_threads];
    int started[most_threads] = {0};
    for (int i = 0; i < threads; i++) parts[i] = (Part){work, run, i, threads};
    for (int i = 1; i < threads; i++) started[i] = pthread_create(&handles[i], NULL, run_part, &parts[i]) == 0;
    run_part(&parts[0]);
    for (int i = 1; i < threads; i++)
        if (started[i]) pthread_join(handles[i], NULL);
        else run_part(&parts[i]);
}

void group_norm_forward(const bf16 *x, const float *weight, const float *bias, bf16 *y, float *mean, float *scale,
                        long n, long pixels, long channels, long groups, float epsilon, int threads) {
    Work work = {.x = x, .out = y, .weight = weight, .bias = bias, .mean = mean, .scale = scale, .n = n,
                 .pixels = pixels, .channels = channels, .groups = groups, .epsilon = epsilon};
    run_all(&work, forward_image, threads);
}

void group_norm_backward(const bf16 *x, const bf16 *dy, const float *weight, float *mean, float *scale, bf16 *dx,
                         float *dweight, float *dbias, long n, long pixels, long channels, long groups, int threads) {
    Work work = {.x = x, .dy = dy, .out = dx, .weight = weight, .mean = mean, .scale = scale, .dweight = dweight,
                 .dbias = dbias, .n = n, .pixels = pixels, .channels = channels, .groups = groups};
    run_all(&work, backward_image, threads);
}
