/* scan_util.c - a file by the scanner and by the careful reader */
#include "scan_util.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/intern.h"
#include "base/num.h"
#include "base/table.h"
#include "base/vec.h"
#include "file/rows.h"

#define FOLDER	P_tmpdir "/scan_test.XXXXXX"
#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

static char folder[] = FOLDER;
static char path[sizeof(folder) + 16];
static const char *const *codes = TABLE_CODES("TST");

void scan_make_folder(void)
{
	memcpy(folder, FOLDER, sizeof(folder));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/t.csv", folder);
}

void scan_remove_folder(void)
{
	unlink(path);
	rmdir(folder);
}

void scan_put_file(struct span bytes)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	ck_assert_int_eq(fclose(f), 0);
}

/* ---- what to look for, and what was found ------------------------------ */

struct counts {
	uint64_t rows, blank, sum[2];
};

/* A record: its line, its key, and all its cells as one number. */
struct seen {
	uint64_t line, cells;
	uint32_t key;
};

struct found {
	struct intern keys;
	VEC(struct counts) counts;
	VEC(struct seen) seen;
	bool twice;		/* cells of the first column */
	uint64_t rows;
};

static void found_release(struct found *f)
{
	intern_release(&f->keys);
	vec_release(&f->counts);
	vec_release(&f->seen);
}

static uint64_t add_cell_to(uint64_t sum, struct span cell)
{
	return (sum ^ intern_hash(cell)) * UINT64_C(0x9e3779b97f4a7c15);
}

static struct counts *found_put(struct found *f, const struct span *cell,
				uint32_t n)
{
	struct buf key = BUF_INIT;
	uint32_t id;
	bool fresh;

	for (uint32_t i = 0; i < n; i++) {
		buf_add_bytes(&key, &cell[i].n, sizeof(cell[i].n));
		buf_add(&key, cell[i]);
	}
	id = intern_put(&f->keys, buf_span(&key), &fresh);
	buf_release(&key);
	if (fresh)
		(void)vec_add(&f->counts);
	return &f->counts.v[id];
}

/* False: the scanner should not have taken such a number. */
static bool add_numbers(struct counts *c, const struct look *look,
			const struct span *cell)
{
	bool blank = true;

	for (unsigned k = 0; k < 2; k++) {
		uint64_t n = 0;
		struct span s;

		if (look->sum[k] == SCAN_NO_COLUMN)
			continue;
		s = cell[look->sum[k]];
		if (s.n == 0)
			continue;
		blank = false;
		if (!num_parse(s, &n) || (s.n > 1 && s.p[0] == '0') ||
		    s.n > 16)
			return false;
		c->sum[k] += n;
	}
	c->blank += blank;
	return true;
}

/* What the careful reader finds; false if it has findings. */
static bool read_carefully(const struct look *look, struct found *f)
{
	struct diag d = DIAG_INIT;
	struct rows *r = rows_open(path, NULL, &d, codes);
	const struct span *names;
	struct row row;
	uint64_t line;
	size_t n;
	bool good = rows_header(r, &names, &n, &line) && n == look->width;
	struct intern firsts = INTERN_INIT;

	while (good && rows_next(r, &row)) {
		struct span cell[8];
		struct counts *c;
		struct seen seen = { .line = row.line };
		bool fresh = true;

		for (uint32_t i = 0; i < look->wanted_n; i++)
			cell[i] = row.cell[look->wanted[i]];
		c = found_put(f, cell, look->wanted_n);
		seen.key = (uint32_t)(c - f->counts.v);
		for (uint32_t i = 0; i < look->width; i++)
			seen.cells = add_cell_to(seen.cells, row.cell[i]);
		vec_push(&f->seen, seen);
		if (row.cell[0].n)
			intern_put(&firsts, row.cell[0], &fresh);
		f->twice = f->twice || !fresh;
		c->rows++;
		good = add_numbers(c, look, row.cell);
		f->rows++;
	}
	good = good && d.count[DIAG_ERROR] == 0;
	rows_close(r, NULL);
	intern_release(&firsts);
	diag_release(&d);
	return good;
}

struct how {
	unsigned threads;
	size_t block;
	enum scan_set set;
};

static bool find_records(struct scan_job *job)
{
	struct diag d = DIAG_INIT;
	struct rows *r = rows_open(path, NULL, &d, codes);
	const struct span *names;
	uint64_t line;
	size_t n;
	const bool good = rows_header(r, &names, &n, &line) &&
		n == job->width && scan_find_records(job, 0, names, n);

	rows_close(r, NULL);
	diag_release(&d);
	return good;
}

/* Raw keys of one meaning are one key here: by number of the scanner's. */
struct second {
	const struct look *look;
	VEC(uint32_t) key;
	struct found *f;
};

static void map_seen(void *ctx, const struct scan_batch *b, struct buf *to)
{
	const struct second *x = ctx;
	struct buf room = BUF_INIT;

	for (size_t r = 0; r < b->n; r++) {
		struct seen seen = { .line = 0 };

		if (r % 3 != 1)
			seen.line = scan_line(b, r);
		seen.key = x->key.v[b->key[r]];
		for (uint32_t i = 0; i < x->look->width; i++)
			seen.cells = add_cell_to(seen.cells, scan_plain(
				scan_raw(b, r, i), &room));
		buf_add_bytes(to, &seen, sizeof(seen));
	}
	buf_release(&room);
}

static bool put_seen(void *ctx, struct span bytes)
{
	const struct second *x = ctx;
	struct seen seen;

	for (; bytes.n; bytes = span_from(bytes, sizeof(seen))) {
		memcpy(&seen, bytes.p, sizeof(seen));
		vec_push(&x->f->seen, seen);
	}
	return true;
}

static void read_again(struct scan *s, const struct scan_job *job,
		       struct second *x)
{
	const struct scan_pass pass = {
		.fd = job->fd, .threads = job->threads, .map = map_seen,
		.put = put_seen, .ctx = x,
	};
	const char *why;

	ck_assert_msg(scan_each(s, &pass, &why), "%s", why);
}

static bool scan(const struct look *look, const struct how *how,
		 struct found *f, const char **why)
{
	struct scan_job job = {
		.fd = open(path, O_RDONLY | O_CLOEXEC), .width = look->width,
		.wanted = look->wanted, .wanted_n = look->wanted_n,
		.sum = { look->sum[0], look->sum[1] },
		.threads = how->threads, .block_bytes = how->block,
		.set = how->set, .marks = marks_new(), .marked = 0,
	};
	struct second again = { look, VEC_INIT, f };
	struct scan *s = NULL;
	uint64_t first = 0, line = 0;

	ck_assert_int_ge(job.fd, 0);
	*why = "a header";
	if (find_records(&job))
		s = scan_file(&job, why);
	for (size_t i = 0; s && i < scan_keys(s); i++) {
		struct scan_key key;
		struct counts *c;

		scan_key(s, i, &key);
		ck_assert(i == 0 || key.first > first);
		ck_assert(key.line > line);
		first = key.first;
		line = key.line;
		c = found_put(f, key.cell, look->wanted_n);
		vec_push(&again.key, (uint32_t)(c - f->counts.v));
		c->rows += key.rows;
		c->blank += look->sum[0] == SCAN_NO_COLUMN &&
			    look->sum[1] == SCAN_NO_COLUMN ? key.rows :
			    key.blank;
		c->sum[0] += key.sum[0];
		c->sum[1] += key.sum[1];
	}
	f->rows = s ? scan_rows(s) : 0;
	f->twice = s && marks_twice(job.marks, 2);
	if (s)
		read_again(s, &job, &again);
	close(job.fd);
	scan_free(s);
	marks_free(job.marks);
	vec_release(&again.key);
	return s != NULL;
}

static void assert_same(const struct found *a, const struct found *b,
			uint64_t seed)
{
	ck_assert_msg(a->rows == b->rows, "rows, seed %llu",
		      (unsigned long long)seed);
	ck_assert_msg(a->keys.count == b->keys.count, "keys, seed %llu",
		      (unsigned long long)seed);
	for (uint32_t i = 0; i < a->keys.count; i++) {
		ck_assert_msg(span_eq(intern_get(&a->keys, i),
				      intern_get(&b->keys, i)),
			      "key %u, seed %llu", i,
			      (unsigned long long)seed);
		ck_assert_msg(memcmp(&a->counts.v[i], &b->counts.v[i],
				     sizeof(struct counts)) == 0,
			      "counts of key %u, seed %llu", i,
			      (unsigned long long)seed);
	}
	ck_assert_msg(a->twice == b->twice, "twice, seed %llu",
		      (unsigned long long)seed);
	ck_assert_uint_eq(b->seen.n, a->seen.n);
	for (size_t i = 0; i < a->seen.n; i++)
		ck_assert_msg(a->seen.v[i].key == b->seen.v[i].key &&
			      a->seen.v[i].cells == b->seen.v[i].cells &&
			      (b->seen.v[i].line == 0 ||
			       a->seen.v[i].line == b->seen.v[i].line),
			      "record %zu, seed %llu", i,
			      (unsigned long long)seed);
}

static void try(const struct look *look, const struct how *how,
		const struct found *want, enum verdict verdict, uint64_t seed)
{
	struct found f = { .keys = INTERN_INIT };
	const char *why;
	const bool good = scan(look, how, &f, &why);

	if (verdict == MUST)
		ck_assert_msg(good, "given up, seed %llu: %s",
			      (unsigned long long)seed, why);
	if (verdict == MUST_NOT)
		ck_assert_msg(!good, "not given up, seed %llu, set %u, "
			      "threads %u, block %zu",
			      (unsigned long long)seed, how->set,
			      how->threads, how->block);
	if (good)
		assert_same(want, &f, seed);
	found_release(&f);
}

/* ---- the same as a stream ---------------------------------------------- */

/* A file to its end: keys with their rows, and what was found. */
struct whole {
	struct found f;
	struct buf findings;
};

struct trickle {
	struct rows *rows;
	uint64_t state;
	size_t most;		/* bytes a read */
	uint32_t refused;	/* keys, one in so many; 0: none */
};

static size_t read_trickle(void *ctx, void *to, size_t n)
{
	struct trickle *t = ctx;
	size_t most;

	t->state = t->state * UINT64_C(6364136223846793005) + 1;
	most = 1 + (size_t)(t->state >> 33) % t->most;
	return rows_read(t->rows, to, n < most ? n : most);
}

static bool trickle_failed(void *ctx)
{
	return rows_failed(((struct trickle *)ctx)->rows);
}

static bool judge_some(void *ctx, const struct scan_key *key)
{
	const struct trickle *t = ctx;

	return !t->refused || intern_hash(key->cell[0]) % t->refused != 0;
}

static void add_stream(struct whole *w, const struct look *look,
		       const struct how *how, struct trickle *t,
		       struct rows *r)
{
	const struct scan_source source = { read_trickle, trickle_failed, t };
	struct scan_job job = {
		.fd = -1, .width = look->width, .wanted = look->wanted,
		.wanted_n = look->wanted_n,
		.sum = { look->sum[0], look->sum[1] },
		.threads = how->threads, .block_bytes = how->block,
		.set = how->set, .judge = judge_some, .ctx = t,
	};
	struct scan_rest rest;
	struct scan *s;
	const char *why;

	if (!rows_lend(r, &job.delimiter, &job.line))
		return;
	s = scan_stream(&job, &source, &rest, &why);
	ck_assert_ptr_nonnull(s);
	for (size_t i = 0; i < scan_keys(s); i++) {
		struct scan_key key;

		scan_key(s, i, &key);
		ck_assert(key.rows > 0);
		found_put(&w->f, key.cell, look->wanted_n)->rows += key.rows;
		w->f.rows += key.rows;
	}
	ck_assert(w->f.rows == scan_rows(s));
	if (rest.given_up)
		rows_resume(r, buf_span(&rest.bytes), rest.line);
	buf_release(&rest.bytes);
	scan_free(s);
}

/* how: NULL with care alone. */
static void read_whole(struct whole *w, const struct look *look,
		       const struct how *how, struct trickle *t)
{
	struct diag d = DIAG_INIT;
	struct rows *r = rows_open(path, NULL, &d, codes);
	const struct span *names;
	struct row row;
	uint64_t line;
	size_t n;

	*w = (struct whole){ .findings = BUF_INIT };
	t->rows = r;
	if (rows_header(r, &names, &n, &line) && n == look->width) {
		if (how)
			add_stream(w, look, how, t, r);
		while (rows_next(r, &row)) {
			struct span cell[8];

			for (uint32_t i = 0; i < look->wanted_n; i++)
				cell[i] = row.cell[look->wanted[i]];
			found_put(&w->f, cell, look->wanted_n)->rows++;
			w->f.rows++;
		}
	}
	rows_close(r, NULL);
	diag_sort(&d);
	for (size_t i = 0; i < d.found.n; i++)
		diag_line(&d.found.v[i], &w->findings);
	diag_release(&d);
}

static void whole_release(struct whole *w)
{
	found_release(&w->f);
	buf_release(&w->findings);
}

static void try_streams(const struct look *look, uint64_t seed)
{
	static const unsigned threads[] = { 1, 2, 7 };
	static const size_t blocks[] = { 64, 3000, 1 << 20 };
	static const size_t most[] = { 1, 100, 100000 };
	struct trickle t = { .state = seed };
	struct whole want;

	read_whole(&want, look, NULL, &t);
	for (unsigned i = 0; i < 9; i++) {
		const struct how how = { threads[i % 3], blocks[i / 3],
					 SCAN_BEST };
		struct whole got;

		t.most = most[(i + seed) % 3];
		t.refused = (i + seed) % 4 == 0 ? 7 : 0;
		read_whole(&got, look, &how, &t);
		ck_assert_msg(span_eq(buf_span(&want.findings),
				      buf_span(&got.findings)),
			      "findings, seed %llu",
			      (unsigned long long)seed);
		assert_same(&want.f, &got.f, seed);
		whole_release(&got);
	}
	whole_release(&want);
}

/* All, or a third: each set, number of threads and size of a block is there,
 * and other three of them together for the next seed. */
static bool in_sample(size_t set, size_t threads, size_t block, uint64_t seed)
{
	return getenv("SMETS1_LONG") ||
	       (set + threads + block + seed) % 3 == 0;
}

void scan_try_all(const struct look *look, bool clean, uint64_t seed)
{
	static const unsigned threads[] = { 1, 2, 7 };
	static const size_t blocks[] = { 64, 4096, 1 << 20 };
	struct found want = { .keys = INTERN_INIT };
	const bool good = read_carefully(look, &want);
	const enum verdict v = !good ? MUST_NOT : clean ? MUST : MAY;

	ck_assert_msg(good || !clean, "not clean, seed %llu",
		      (unsigned long long)seed);
	for (unsigned set = SCAN_BEST; set <= SCAN_AVX512; set++)
		for (size_t t = 0; t < COUNT(threads); t++)
			for (size_t b = 0; b < COUNT(blocks); b++)
				if (scan_has((enum scan_set)set) &&
				    in_sample(set, t, b, seed))
					try(look, &(struct how){ threads[t],
					    blocks[b], (enum scan_set)set },
					    &want, v, seed);
	found_release(&want);
	try_streams(look, seed);
}

void scan_try_trap(const struct look *look, enum verdict verdict)
{
	static const enum scan_set sets[] = {
		SCAN_PLAIN, SCAN_SSE2, SCAN_AVX2, SCAN_AVX512,
	};
	struct found want = { .keys = INTERN_INIT };

	(void)read_carefully(look, &want);
	for (size_t s = 0; s < COUNT(sets); s++)
		for (unsigned t = 1; t < 3; t++)
			if (scan_has(sets[s]))
				try(look, &(struct how){ t, 64, sets[s] },
				    &want, verdict, 0);
	found_release(&want);
}
