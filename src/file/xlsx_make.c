/*
 * xlsx_make.c - a workbook, made by libxlsxwriter in a child
 *
 * The child has the rows in the memory that it was born with, and writes to
 * a file that never has a name: a memfd, opened through /proc because the
 * library wants a path. What the library says on standard error is kept from
 * the user, but heard: where it lacks memory for an attribute, say, it tells
 * that, leaves the attribute out, and calls it a success. The threads of a
 * tool have ended by the time of its output, so the child may allocate. It
 * loads the library, which brings a much larger one: each tool would start in
 * twice the time, and with 2 MB more, for a workbook that few ask for.
 */
#include "file/xlsx_room.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"

#define MADE_S		315532800	/* 1980-01-01, as the ZIP says */
#define WIDTH_ROWS	1000u		/* that decide the widths */
#define WIDTH_MAX	60u
#define FILTER		3u		/* what its button covers */
#define ZIP64_BYTES	0x60000000u
#define CELL_BYTES	80u		/* of markup around a cell, at most */
#define AS_TEXT		49		/* edited, it is no formula either */
#define NOT_WHOLE	200		/* beyond every error of the library */
#define NO_LIBRARY	201

#define FUNCTIONS(F) \
	F(format_set_bold) F(format_set_num_format_index) \
	F(lxw_rowcol_to_range) F(workbook_add_format) \
	F(workbook_add_worksheet) F(workbook_close) F(workbook_new_opt) \
	F(workbook_set_properties) F(worksheet_autofilter) \
	F(worksheet_freeze_panes) F(worksheet_ignore_errors) \
	F(worksheet_set_column) F(worksheet_write_number) \
	F(worksheet_write_string)

static struct {
#define FUNCTION(name) __typeof__(&(name)) name;
	FUNCTIONS(FUNCTION)
#undef FUNCTION
} lib;

struct making {
	const struct xlsx_out *x;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *head, *text;
	size_t *width;			/* of each column */
	char *tmpdir;
};

bool xlsx_available(void)
{
	return true;
}

static bool find(void *library, const char *name, void *function, size_t bytes)
{
	void *at = dlsym(library, name);

	memcpy(function, &at, bytes);
	return at != NULL;
}

static bool load(void)
{
	void *library = dlopen(XLSX_SONAME, RTLD_NOW);

	if (!library)
		return false;
#define FUNCTION(name) \
	if (!find(library, #name, &lib.name, sizeof(lib.name))) \
		return false;
	FUNCTIONS(FUNCTION)
#undef FUNCTION
	return true;
}

static void widen(struct making *m, uint32_t row, uint32_t column,
		  struct span cell)
{
	const size_t n = utf8_width(cell) + (row == 0 ? FILTER : 1);

	if (row < WIDTH_ROWS && n > m->width[column])
		m->width[column] = n < WIDTH_MAX ? n : WIDTH_MAX;
}

static lxw_error put_cell(struct making *m, uint32_t row, uint32_t column,
			  struct xlsx_mark mark, const char *text)
{
	const lxw_col_t at = (lxw_col_t)column;
	uint64_t n;

	widen(m, row, column, span_make(text, mark.bytes));
	if (mark.bytes == 0)
		return LXW_NO_ERROR;
	if (mark.number && num_parse(span_make(text, mark.bytes), &n))
		return lib.worksheet_write_number(m->sheet, row, at, (double)n,
						  NULL);
	return lib.worksheet_write_string(m->sheet, row, at, text,
					  row == 0 ? m->head : m->text);
}

static lxw_error put_rows(struct making *m)
{
	const struct xlsx_out *x = m->x;
	lxw_error error = LXW_NO_ERROR;
	struct xlsx_mark mark;
	const char *text;
	size_t at = 0;

	for (uint32_t r = 0; r < x->rows; r++)
		for (uint32_t c = 0; c < x->columns && !error; c++) {
			mark = xlsx_next(x, &at, &text);
			error = put_cell(m, r, c, mark, text);
		}
	return error;
}

static lxw_error put_looks(struct making *m)
{
	const lxw_col_t last = (lxw_col_t)(m->x->columns - 1);
	char all[LXW_MAX_CELL_RANGE_LENGTH];
	lxw_error error = LXW_NO_ERROR;

	for (uint32_t c = 0; c < m->x->columns && !error; c++)
		error = lib.worksheet_set_column(m->sheet, (lxw_col_t)c,
						 (lxw_col_t)c,
						 (double)m->width[c], NULL);
	lib.worksheet_freeze_panes(m->sheet, 1, 0);
	/* an id of digits is text on purpose */
	lib.lxw_rowcol_to_range(all, 0, 0, m->x->rows - 1, last);
	if (!error)
		error = lib.worksheet_ignore_errors(m->sheet,
			LXW_IGNORE_NUMBER_STORED_AS_TEXT, all);
	/* which is a success without memory too */
	if (!error && !m->sheet->ignore_number_stored_as_text)
		error = LXW_ERROR_MEMORY_MALLOC_FAILED;
	if (!error)
		error = lib.worksheet_autofilter(m->sheet, 0, 0,
						 m->x->rows - 1, last);
	return error;
}

static lxw_error make(struct making *m, const char *path)
{
	const struct xlsx_out *x = m->x;
	lxw_doc_properties about = {
		.created = x->book.made_s ? (time_t)x->book.made_s : MADE_S,
	};
	lxw_workbook_options how = {
		.constant_memory = LXW_TRUE,
		.tmpdir = m->tmpdir,
		.use_zip64 = x->cells.n + (uint64_t)x->rows * x->columns *
			     CELL_BYTES > ZIP64_BYTES,
	};
	lxw_error error;

	m->book = lib.workbook_new_opt(path, &how);
	m->sheet = lib.workbook_add_worksheet(m->book,
					      *x->name ? x->name : NULL);
	if (!m->sheet)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	lib.workbook_set_properties(m->book, &about);
	m->head = lib.workbook_add_format(m->book);
	m->text = lib.workbook_add_format(m->book);
	lib.format_set_bold(m->head);
	lib.format_set_num_format_index(m->head, AS_TEXT);
	lib.format_set_num_format_index(m->text, AS_TEXT);
	error = put_rows(m);
	if (!error)
		error = put_looks(m);
	return error ? error : lib.workbook_close(m->book);
}

/* The library does not see that its temporaries ran out of room. */
static bool whole(const struct xlsx_out *x, int fd)
{
	struct stat st;
	void *p;

	if (fstat(fd, &st) != 0 || st.st_size <= 0)
		return false;
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	return p != MAP_FAILED &&
	       xlsx_whole(x, span_make(p, (size_t)st.st_size));
}

_Noreturn static void child(struct making *m, int fd)
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
	const int said = memfd_create("said", MFD_CLOEXEC);
	const struct rlimit no_core = { 0, 0 };
	char path[40];
	lxw_error error;

	/* the handlers would remove what is the parent's */
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		signal(ends[i], SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	setrlimit(RLIMIT_CORE, &no_core);
	if (dup2(said, STDOUT_FILENO) < 0 || dup2(said, STDERR_FILENO) < 0)
		_exit(LXW_ERROR_MEMORY_MALLOC_FAILED);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (!load())
		_exit(NO_LIBRARY);
	error = make(m, path);
	if (!error && lseek(said, 0, SEEK_END) != 0)
		_exit(LXW_ERROR_MEMORY_MALLOC_FAILED);
	if (!error && !whole(m->x, fd))
		_exit(NOT_WHOLE);
	_exit((int)error);
}

static void tell_end(const struct making *m, int end, struct buf *why)
{
	const int error = WIFEXITED(end) ? WEXITSTATUS(end) : 0;

	if (WIFSIGNALED(end)) {
		buf_addf(why, "its maker ended by signal %d%s", WTERMSIG(end),
			 WTERMSIG(end) == SIGSEGV ?
			 "; is there no memory left?" : "");
		return;
	}
	if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) {
		buf_add(why, SPAN("out of memory"));
		return;
	}
	if (error == NO_LIBRARY) {
		buf_add(why, SPAN(XLSX_SONAME " cannot be loaded"));
		return;
	}
	if (error == NOT_WHOLE)
		buf_add(why, SPAN("it is not whole"));
	else
		buf_addf(why, "error %d of libxlsxwriter", error);
	buf_add(why, SPAN("; is there no room left in '"));
	utf8_add_visible(why, span_of(m->tmpdir));
	buf_add(why, SPAN("'?"));
}

/* Who started us may have left SIGCHLD ignored, and then no child tells how
 * it ended. */
static bool run(struct making *m, int fd, struct buf *why)
{
	const struct sigaction usual = { .sa_handler = SIG_DFL };
	struct sigaction before;
	pid_t pid, ended;
	int end = 0;

	sigaction(SIGCHLD, &usual, &before);
	pid = fork();
	if (pid == 0)
		child(m, fd);
	if (pid < 0) {
		buf_addf(why, "no process for it: %s", strerror(errno));
	} else {
		do
			ended = waitpid(pid, &end, 0);
		while (ended < 0 && errno == EINTR);
		if (ended < 0)
			buf_addf(why, "its maker is lost: %s",
				 strerror(errno));
		else if (end != 0)
			tell_end(m, end, why);
	}
	sigaction(SIGCHLD, &before, NULL);
	return why->n == 0;
}

int xlsx_make(const struct xlsx_out *x, struct buf *why)
{
	struct making m = { .x = x };
	int fd = memfd_create("workbook", MFD_CLOEXEC);

	if (fd < 0) {
		buf_addf(why, "no memory for it: %s", strerror(errno));
		return -1;
	}
	/* here, for a child that ran out would clean up as if it were us */
	m.width = mem_array(x->columns, sizeof(*m.width));
	m.tmpdir = mem_string(x->book.tmpdir ? x->book.tmpdir : "/tmp");
	if (!run(&m, fd, why)) {
		close(fd);
		fd = -1;
	}
	mem_free(m.width);
	mem_free(m.tmpdir);
	return fd;
}
