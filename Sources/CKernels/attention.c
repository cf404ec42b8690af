#include "attention.h"

#include "attention_machine.h"
#include "variants.h"

#include <math.h>

// Online softmax (Milakov and Gimelshein 2018; FlashAttention, Dao et al. 2022): blocks of keys pass by a block of
// queries, whose sums are rescaled when a higher score turns up, so that no more than a tile's scores exist at a time.
//
// Keys and values are laid out in panels first, once for each (entry, head): keys as the columns of the first product,
// a value's channels as the columns of the second, whose sums run over keys.

enum {
    QUERY_ROWS = 96,          // of a task: a multiple of every machine's tile
    MOST_BLOCK_KEYS = 384,    // a tile's scores stay in the first-level cache,
    BLOCK_BYTES = 192 << 10,  // and a block of keys and values in the second
    KEY_QUANTUM = 96,         // whole units, and whole triples of panels
    PACK_KEYS = 256,          // of a packing task: whole units
};

/// Scores that don't count: far below any other, but finite, so that differences are numbers.
static const float NOT_SEEN = -1e30f;

typedef struct {
    const w2i_context *context;
    const w2i_attention_shape *shape;
    w2i_attention_machine machine;
    w2i_type type;
    const char *queries, *keys, *values;
    char *result;
    size_t batch, element;
    size_t size_words;   ///< of a query or a key, padded for the machine
    size_t key_words;    ///< of all keys, padded to whole units
    size_t key_panels, value_panels;
    size_t block_keys;
    size_t query_blocks, pack_tasks;
    size_t head_words;   ///< packed keys, then packed values, of one (entry, head)
    w2i_word *packed;
    char *scratch;       ///< of the threads
    size_t thread_bytes;
} attention_job;

static size_t padded(size_t n, size_t multiple) { return (n + multiple - 1) / multiple * multiple; }

/// A thread's scratch memory.
typedef struct {
    w2i_word *queries;      ///< [tile][unit][row][16 words]
    w2i_word *weights;      ///< [unit][row][16 words] of one tile
    float *scores;          ///< [row][block_keys]
    float *sums;            ///< [QUERY_ROWS][value_panels · 16]
    w2i_attention_row *rows; ///< [QUERY_ROWS]
} workspace;

/// Cuts `memory` into the parts of a workspace; returns the bytes that they take.
static size_t cut_workspace(const attention_job *job, char *memory, workspace *parts) {
    size_t offset = 0;
#define PART(name, count)                                                                                              \
    parts->name = (void *)((uintptr_t)memory + offset);                                                                \
    offset += padded((count) * sizeof *parts->name, 64)
    PART(queries, QUERY_ROWS * padded(job->size_words, W2I_UNIT_WORDS));
    PART(weights, job->machine.rows * job->block_keys);
    PART(scores, job->machine.rows * job->block_keys);
    PART(sums, QUERY_ROWS * job->value_panels * W2I_PANEL);
    PART(rows, QUERY_ROWS);
#undef PART
    return offset;
}

static attention_job make_job(const w2i_context *context, w2i_type type, const w2i_attention_shape *shape) {
    attention_job job = {
        .context = context,
        .shape = shape,
        .machine = w2i_attention_machine_for(context->isa, type),
        .type = type,
        .batch = shape->query_batch > shape->key_batch ? shape->query_batch : shape->key_batch,
        .element = w2i_element_bytes(type),
    };
    size_t in_word = job.machine.bf16 ? 2 : 1;
    job.size_words = padded((shape->size + in_word - 1) / in_word, job.machine.word_multiple);
    job.key_words = padded(shape->keys, 2 * W2I_UNIT_WORDS) / in_word;
    job.key_panels = padded(shape->keys, 2 * W2I_PANEL) / W2I_PANEL;
    job.value_panels = (shape->size + W2I_PANEL - 1) / W2I_PANEL;
    size_t key_bytes = 4 * (job.size_words + job.value_panels * W2I_PANEL / in_word);
    size_t fitting = BLOCK_BYTES / key_bytes / KEY_QUANTUM * KEY_QUANTUM;
    job.block_keys = fitting < KEY_QUANTUM ? KEY_QUANTUM : fitting < MOST_BLOCK_KEYS ? fitting : MOST_BLOCK_KEYS;
    job.query_blocks = w2i_task_count(shape->tokens, QUERY_ROWS);
    job.pack_tasks = w2i_task_count(shape->keys, PACK_KEYS);
    job.head_words = job.key_panels * W2I_PANEL * job.size_words + job.value_panels * W2I_PANEL * job.key_words;
    workspace parts;
    job.thread_bytes = cut_workspace(&job, NULL, &parts);
    return job;
}

size_t w2i_attention_scratch_bytes(const w2i_context *context, w2i_type type, const w2i_attention_shape *shape) {
    attention_job job = make_job(context, type, shape);
    size_t packed = padded(shape->key_batch * shape->heads * job.head_words * sizeof(w2i_word), 64);
    return packed + (size_t)w2i_pool_threads(context->pool) * job.thread_bytes;
}

/// Word `word` of a row whose numbers from `size` on are zeros.
W2I_INLINE w2i_word load_word(const char *row, size_t word, size_t size, const bool pairs, const bool bf16) {
    w2i_word bits = 0;
    if (!pairs) {
        float number = word < size ? w2i_load(row, word, bf16) : 0;
        memcpy(&bits, &number, sizeof bits);
    } else if (2 * word + 1 < size) {
        memcpy(&bits, row + 4 * word, sizeof bits);
    } else if (2 * word < size) {
        bits = ((const uint16_t *)row)[2 * word];
    }
    return bits;
}

/// Some keys of one (entry, head) to panels, and their values.
W2I_INLINE void pack_range(const attention_job *job, size_t index, const bool pairs, const bool bf16) {
    const w2i_attention_shape *shape = job->shape;
    const size_t head = index / job->pack_tasks, size = shape->size, row_bytes = shape->heads * size * job->element;
    const size_t entry = head / shape->heads, channel = head % shape->heads * size;
    const size_t offset = entry * shape->keys * row_bytes + channel * job->element;
    const char *keys = job->keys + offset, *values = job->values + offset;
    w2i_word *key_panels = job->packed + head * job->head_words;
    w2i_word *value_panels = key_panels + job->key_panels * W2I_PANEL * job->size_words;
    w2i_range range = w2i_task_range(index % job->pack_tasks, PACK_KEYS, padded(shape->keys, 2 * W2I_UNIT_WORDS));

    for (size_t key = range.start; key < range.end; key++) {
        w2i_word *to = key_panels + key / W2I_PANEL * W2I_PANEL * job->size_words + key % W2I_PANEL;
        size_t known = key < shape->keys ? size : 0;
        for (size_t word = 0; word < job->size_words; word++)
            to[word * W2I_PANEL] = load_word(keys + key * row_bytes, word, known, pairs, bf16);
    }
    const size_t step = pairs ? 2 : 1;
    for (size_t key = range.start; key < range.end; key += step) {
        const char *first = values + key * row_bytes, *second = first + row_bytes;
        const bool has_first = key < shape->keys, has_second = pairs && key + 1 < shape->keys;
        for (size_t panel = 0; panel < job->value_panels; panel++) {
            w2i_word *to = value_panels + (panel * job->key_words + key / step) * W2I_PANEL;
            for (size_t c = panel * W2I_PANEL, lane = 0; lane < W2I_PANEL; c++, lane++) {
                w2i_word low = has_first && c < size ? load_word(first, c, size, false, bf16) : 0;
                w2i_word high = has_second && c < size ? load_word(second, c, size, false, bf16) : 0;
                to[lane] = pairs ? low >> 16 | high : low;
            }
        }
    }
}

W2I_INLINE void pack_task(void *context, size_t index, int thread) {
    (void)thread;
    const attention_job *job = context;
    if (job->machine.bf16) pack_range(job, index, true, true);
    else if (job->type == W2I_BFLOAT16) pack_range(job, index, false, true);
    else pack_range(job, index, false, false);
}
W2I_TASK(pack_task)

/// The queries of a task, tile by tile. Rows that complete the last tile are zeros.
W2I_INLINE void lay_out_queries(
    const attention_job *job, const char *queries, size_t row_bytes, size_t count, w2i_word *to, const bool pairs,
    const bool bf16) {
    const size_t tile_rows = job->machine.rows, units = padded(job->size_words, W2I_UNIT_WORDS) / W2I_UNIT_WORDS;
    for (size_t row = 0; row < padded(count, tile_rows); row++) {
        w2i_word *unit = to + (row / tile_rows * units * tile_rows + row % tile_rows) * W2I_UNIT_WORDS;
        size_t known = row < count ? job->shape->size : 0;
        for (size_t u = 0; u < units; u++, unit += tile_rows * W2I_UNIT_WORDS) {
            if ((u + 1) * W2I_UNIT_WORDS * (pairs ? 2 : 1) <= known)
                for (size_t word = 0; word < W2I_UNIT_WORDS; word++)
                    unit[word] = load_word(queries + row * row_bytes, u * W2I_UNIT_WORDS + word, SIZE_MAX, pairs, bf16);
            else
                for (size_t word = 0; word < W2I_UNIT_WORDS; word++)
                    unit[word] = load_word(queries + row * row_bytes, u * W2I_UNIT_WORDS + word, known, pairs, bf16);
        }
    }
}

/// One tile of queries meets one block of keys. `first_token` is the tile's first query.
W2I_INLINE void attend(
    const attention_job *job, const workspace *own, size_t tile, size_t first_token, const w2i_word *key_panels,
    size_t first_key) {
    const w2i_attention_shape *shape = job->shape;
    const w2i_attention_machine *machine = &job->machine;
    const size_t rows = machine->rows, last_token = first_token + rows - 1;
    size_t end_key = first_key + job->block_keys < shape->keys ? first_key + job->block_keys : shape->keys;
    if (shape->causal && end_key > last_token + 1) end_key = last_token + 1;
    if (end_key <= first_key) return;
    const size_t keys = end_key - first_key, whole_keys = padded(keys, 2 * W2I_UNIT_WORDS);
    const size_t in_word = machine->bf16 ? 2 : 1;

    w2i_attention_product scores = {
        .rows = own->queries + tile * rows * padded(job->size_words, W2I_UNIT_WORDS),
        .panels = key_panels + first_key * job->size_words,
        .panel_stride = W2I_PANEL * job->size_words,
        .panel_count = (keys + W2I_PANEL - 1) / W2I_PANEL,
        .words = job->size_words,
        .sums = own->scores,
        .sums_stride = job->block_keys,
    };
    machine->multiply(&scores);

    const size_t sums_stride = job->value_panels * W2I_PANEL;
    for (size_t r = 0; r < rows; r++) {
        float *row_scores = own->scores + r * job->block_keys;
        size_t seen = shape->causal && first_token + r + 1 < end_key ? first_token + r + 1 : end_key;
        for (size_t key = seen > first_key ? seen - first_key : 0; key < whole_keys; key++) row_scores[key] = NOT_SEEN;
        w2i_attention_weighting weighting = {
            .scores = row_scores,
            .count = whole_keys,
            .scale = 1 / sqrtf((float)shape->size),
            .row = &own->rows[tile * rows + r],
            .weights = own->weights + r * W2I_UNIT_WORDS,
            .unit_stride = rows * W2I_UNIT_WORDS,
        };
        float factor = machine->weigh(&weighting);
        float *sums = own->sums + (tile * rows + r) * sums_stride;
        if (factor != 1)
            for (size_t c = 0; c < sums_stride; c++) sums[c] *= factor;
    }

    w2i_attention_product sums = {
        .rows = own->weights,
        .panels = key_panels + job->key_panels * W2I_PANEL * job->size_words + first_key / in_word * W2I_PANEL,
        .panel_stride = job->key_words * W2I_PANEL,
        .panel_count = job->value_panels,
        .words = whole_keys / in_word,
        .sums = own->sums + tile * rows * sums_stride,
        .sums_stride = sums_stride,
        .accumulate = true,
    };
    machine->multiply(&sums);
}

W2I_INLINE void store_rows(
    const attention_job *job, const workspace *own, size_t count, size_t row_bytes, char *result, const bool bf16) {
    for (size_t r = 0; r < count; r++) {
        const float *sums = own->sums + r * job->value_panels * W2I_PANEL;
        float total = 0;
        for (int i = 0; i < W2I_PANEL; i++) total += own->rows[r].total[i];
        const float share = 1 / total;
        for (size_t c = 0; c < job->shape->size; c++) w2i_store(result + r * row_bytes, c, sums[c] * share, bf16);
    }
}

/// One block of queries of one (entry, head).
W2I_INLINE void attend_queries(
    const attention_job *job, size_t index, int thread, const bool pairs, const bool bf16) {
    const w2i_attention_shape *shape = job->shape;
    const size_t head = index / job->query_blocks % shape->heads, entry = index / job->query_blocks / shape->heads;
    const size_t first = index % job->query_blocks * QUERY_ROWS, left = shape->tokens - first;
    const size_t count = left < QUERY_ROWS ? left : QUERY_ROWS, row_bytes = shape->heads * shape->size * job->element;
    const size_t channel = head * shape->size * job->element;
    const w2i_word *panels = job->packed + (entry % shape->key_batch * shape->heads + head) * job->head_words;
    workspace own;
    cut_workspace(job, job->scratch + (size_t)thread * job->thread_bytes, &own);

    const char *queries = job->queries + (entry % shape->query_batch * shape->tokens + first) * row_bytes + channel;
    lay_out_queries(job, queries, row_bytes, count, own.queries, pairs, bf16);
    memset(own.sums, 0, QUERY_ROWS * job->value_panels * W2I_PANEL * sizeof(float));
    for (size_t r = 0; r < QUERY_ROWS; r++) own.rows[r] = (w2i_attention_row){.highest = NOT_SEEN};

    if (job->machine.begin) job->machine.begin();
    for (size_t key = 0; key < shape->keys; key += job->block_keys)
        for (size_t row = 0; row < count; row += job->machine.rows)
            attend(job, &own, row / job->machine.rows, first + row, panels, key);
    if (job->machine.end) job->machine.end();

    char *result = job->result + (entry * shape->tokens + first) * row_bytes + channel;
    store_rows(job, &own, count, row_bytes, result, bf16);
}

W2I_INLINE void attention_task(void *context, size_t index, int thread) {
    const attention_job *job = context;
    if (job->machine.bf16) attend_queries(job, index, thread, true, true);
    else if (job->type == W2I_BFLOAT16) attend_queries(job, index, thread, false, true);
    else attend_queries(job, index, thread, false, false);
}
W2I_TASK(attention_task)

void w2i_attention(
    const w2i_context *context, w2i_type type, const w2i_attention_shape *shape, const void *queries, const void *keys,
    const void *values, void *scratch, void *result) {
    attention_job job = make_job(context, type, shape);
    job.queries = queries, job.keys = keys, job.values = values, job.result = result;
    size_t heads = shape->key_batch * shape->heads;
    job.packed = scratch;
    job.scratch = (char *)scratch + padded(heads * job.head_words * sizeof(w2i_word), 64);
    w2i_pool_run(context->pool, heads * job.pack_tasks, pack_task_for(context->isa), &job);
    w2i_pool_run(context->pool, job.batch * shape->heads * job.query_blocks, attention_task_for(context->isa), &job);
}
