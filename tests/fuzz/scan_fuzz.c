/*
 * Any bytes as a table, by the scanner and with care: what the scanner takes
 * it must read as the careful reader does, what that has a finding for it may
 * not take, and a stream that is given up half way goes on exactly there.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/table.h"
#include "file/rows.h"
#include "file/scan.h"
#include "memory_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const codes[] = TABLE_CODES("RFI");
static const struct input_limits limits = { 1u << 22 };
static enum scan_set chosen;		/* for the input at hand */

static void add_cell(struct buf *to, struct span cell)
{
	buf_addf(to, "%zu:", cell.n);
	buf_add(to, cell);
}

static uint64_t add_rest(struct rows *r, struct diag *d, struct buf *to)
{
	struct row row;
	uint64_t rows = 0;

	while (rows_next(r, &row)) {
		buf_addf(to, "\n%llu ", (unsigned long long)row.line);
		for (uint32_t i = 0; i < row.n; i++)
			add_cell(to, row.cell[i]);
		rows++;
	}
	diag_sort(d);
	for (size_t i = 0; i < d->found.n; i++)
		diag_line(&d->found.v[i], to);
	return rows;
}

/* Every third column is not part of the key: keys are of several runs. */
static bool is_wanted(uint32_t column)
{
	return column % 3 != 2;
}

struct second {
	struct scan *scan;
	struct buf *to;
};

/* A second pass: every record with its line and cells, those of its key
 * among them. */
static void map(void *ctx, const struct scan_batch *b, struct buf *to)
{
	const struct second *x = ctx;
	struct buf room = BUF_INIT;

	for (size_t r = 0; r < b->n; r++) {
		struct scan_key key;
		uint32_t k = 0;

		scan_key(x->scan, b->key[r], &key);
		buf_addf(to, "\n%llu ", (unsigned long long)scan_line(b, r));
		for (uint32_t i = 0; i <= b->last; i++) {
			const struct span cell =
				scan_plain(scan_raw(b, r, i), &room);

			if (is_wanted(i) && !span_eq(cell, key.cell[k++]))
				abort();
			add_cell(to, cell);
		}
	}
	buf_release(&room);
}

static bool put(void *ctx, struct span bytes)
{
	const struct second *x = ctx;

	buf_add(x->to, bytes);
	return true;
}

static bool judge(void *ctx, const struct scan_key *key)
{
	(void)ctx;
	return key->cell[0].n != 3;
}

static size_t read_some(void *ctx, void *to, size_t n)
{
	return rows_read(ctx, to, n < 100 ? n : 100);
}

static bool failed(void *ctx)
{
	return rows_failed(ctx);
}

static struct scan_job job_for(size_t n, uint32_t *wanted, size_t block)
{
	struct scan_job job = {
		.width = (uint32_t)n, .wanted = wanted,
		.sum = { SCAN_NO_COLUMN, SCAN_NO_COLUMN },
		.threads = block < 100 ? 2 : 1, .block_bytes = block,
		.set = chosen,
	};

	for (uint32_t i = 0; i < n; i++)
		if (is_wanted(i))
			wanted[job.wanted_n++] = i;
	return job;
}

/* Rows by the scanner and behind it; *rest is what the careful reader read. */
static uint64_t as_stream(const char *path, size_t block, struct buf *rest)
{
	struct diag d = DIAG_INIT;
	struct rows *r = rows_open(path, &limits, &d, codes);
	struct scan_source source = { read_some, failed, r };
	uint32_t wanted[ROWS_WIDTH_MAX];
	const struct span *names;
	struct scan_rest left;
	struct scan_job job;
	struct scan *s = NULL;
	const char *why;
	uint64_t line, rows = 0;
	size_t n;

	if (rows_header(r, &names, &n, &line)) {
		job = job_for(n, wanted, block);
		job.judge = judge;
		if (n > 1 && rows_lend(r, &job.delimiter, &job.line))
			s = scan_stream(&job, &source, &left, &why);
		rows = s ? scan_rows(s) : 0;
		if (s && left.given_up)
			rows_resume(r, buf_span(&left.bytes), left.line);
		if (s)
			buf_release(&left.bytes);
		rows += add_rest(r, &d, rest);
	}
	scan_free(s);
	rows_close(r, NULL);
	diag_release(&d);
	return rows;
}

/* False: given up. */
static bool as_file(const char *path, size_t block, struct buf *to)
{
	struct diag d = DIAG_INIT;
	struct rows *r = rows_open(path, &limits, &d, codes);
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	uint32_t wanted[ROWS_WIDTH_MAX];
	const struct span *names;
	struct scan_job job;
	struct scan *s = NULL;
	const char *why;
	uint64_t line;
	size_t n;
	bool taken = false;

	if (rows_header(r, &names, &n, &line) && n > 1) {
		job = job_for(n, wanted, block);
		job.fd = fd;
		if (scan_find_records(&job, 0, names, n))
			s = scan_file(&job, &why);
	}
	if (s) {
		struct second x = { s, to };
		const struct scan_pass pass = { .fd = fd, .threads = 1,
						.map = map, .put = put,
						.ctx = &x };

		taken = scan_each(s, &pass, &why);
		if (!taken)
			abort();
	}
	scan_free(s);
	close(fd);
	rows_close(r, NULL);
	diag_release(&d);
	return taken;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t blocks[] = { 64, 1 << 20 };
	struct buf careful = BUF_INIT;
	struct diag d = DIAG_INIT;
	struct memory_file f;
	struct rows *r;
	const struct span *names;
	uint64_t line, rows = 0;
	size_t n;

	chosen = (enum scan_set)(SCAN_PLAIN + size % 4);
	if (!scan_has(chosen))
		chosen = SCAN_BEST;
	memory_file_open(&f, data, size);
	r = rows_open(f.path, &limits, &d, codes);
	if (rows_header(r, &names, &n, &line))
		rows = add_rest(r, &d, &careful);
	for (size_t i = 0; i < 2; i++) {
		struct buf fast = BUF_INIT, rest = BUF_INIT;

		if (as_file(f.path, blocks[i], &fast) &&
		    !span_eq(buf_span(&careful), buf_span(&fast)))
			abort();
		if (as_stream(f.path, blocks[i], &rest) != rows ||
		    !span_ends(buf_span(&careful), buf_span(&rest)))
			abort();
		buf_release(&fast);
		buf_release(&rest);
	}
	rows_close(r, NULL);
	diag_release(&d);
	memory_file_close(&f);
	buf_release(&careful);
	return 0;
}
