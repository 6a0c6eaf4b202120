/*
 * Any bytes as a table: no crash, no leak, and the same rows and findings
 * whatever the size of the blocks in which they are read.
 */
#include <string.h>

#include "base/buf.h"
#include "base/table.h"
#include "file/rows.h"
#include "memory_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_all(const char *path, size_t block, struct buf *seen)
{
	static const char *const codes[] = TABLE_CODES("RFI");
	static const struct input_limits limits = { 1u << 22 };
	struct diag d = DIAG_INIT;
	struct rows *r = rows_open(path, &limits, &d, codes);
	const struct span *names;
	struct row row;
	uint64_t line;
	size_t n;

	rows_set_block(r, block);
	if (rows_header(r, &names, &n, &line)) {
		for (size_t i = 0; i < n; i++)
			buf_addf(seen, "[" SPAN_F "]", SPAN_A(names[i]));
		while (rows_next(r, &row)) {
			if (row.n != n)
				abort();
			buf_addf(seen, "\n%llu:",
				 (unsigned long long)row.line);
			for (uint32_t i = 0; i < row.n; i++) {
				buf_add(seen, row.cell[i]);
				buf_add_char(seen, '|');
			}
		}
	}
	diag_sort(&d);
	for (size_t i = 0; i < d.found.n; i++) {
		diag_line(&d.found.v[i], seen);
		buf_add_char(seen, '\n');
	}
	rows_close(r, NULL);
	diag_release(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t blocks[] = { 1, 7, 4096 };
	struct buf first = BUF_INIT, again = BUF_INIT;
	struct memory_file f;

	memory_file_open(&f, data, size);
	read_all(f.path, 65536, &first);
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		buf_clear(&again);
		read_all(f.path, blocks[i], &again);
		if (!span_eq(buf_span(&first), buf_span(&again)))
			abort();
	}
	memory_file_close(&f);
	buf_release(&first);
	buf_release(&again);
	return 0;
}
