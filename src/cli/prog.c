/*
 * prog.c - the start and the end of a program
 *
 * One name, one cleanup and one place where each way of dying is handled. An
 * atexit() function that checks standard output was rejected: it could not
 * change the status without _exit(), and a tool that says
 * `return prog_finish(status)` shows what happens.
 */
#include "cli/prog.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/intern.h"
#include "base/mem.h"
#include "base/num.h"
#include "cli/msg.h"

static const char *tool_name = "smets1-tools";
static void (*tool_cleanup)(void);
static int print_error;		/* of the first prog_print() that failed */

const char *prog_name(void)
{
	return tool_name;
}

const char *prog_env(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

bool prog_stdout_is_terminal(void)
{
	return isatty(STDOUT_FILENO) == 1;
}

bool prog_stderr_is_terminal(void)
{
	return isatty(STDERR_FILENO) == 1;
}

static unsigned width_of(int fd)
{
	const char *columns;
	struct winsize size;
	uint64_t n;

	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	columns = prog_env("COLUMNS");
	if (columns && num_parse(span_of(columns), &n) && n > 0 && n <= 9999)
		return (unsigned)n;
	return 80;
}

unsigned prog_width(void)
{
	return width_of(STDOUT_FILENO);
}

unsigned prog_stderr_width(void)
{
	return width_of(STDERR_FILENO);
}

/* A file opened later must never become descriptor 1 by chance, and receive
 * what was meant for standard output. */
static void fill_descriptors(void)
{
	static const int flags[3] = { O_WRONLY, O_RDONLY, O_RDWR };

	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", flags[fd]) != fd)
			_exit(PROG_SYSTEM);
}

static void seed_hash(void)
{
	uint64_t seed;

	if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) !=
	    (ssize_t)sizeof(seed))
		seed = (uint64_t)(uintptr_t)&seed ^ (uint64_t)getpid() << 40;
	intern_seed(seed);
}

/* Nothing here may allocate: that is what has just failed. */
static void out_of_memory(size_t wanted_bytes)
{
	char line[160];
	int n = wanted_bytes ?
		snprintf(line, sizeof(line),
			 "%.64s: out of memory (wanted %zu bytes)\n",
			 tool_name, wanted_bytes) :
		snprintf(line, sizeof(line), "%.64s: out of memory\n",
			 tool_name);

	if (n > 0 && write(STDERR_FILENO, line, (size_t)n) < 0)
		errno = 0;
	if (tool_cleanup)
		tool_cleanup();
	_exit(PROG_SYSTEM);
}

/* The signal is blocked while its handler runs, so the second one arrives
 * when the handler returns, and by then means death. */
static void on_signal(int signal_number)
{
	struct sigaction fatal;

	if (tool_cleanup)
		tool_cleanup();
	memset(&fatal, 0, sizeof(fatal));
	fatal.sa_handler = SIG_DFL;
	sigaction(signal_number, &fatal, NULL);
	raise(signal_number);
}

static void catch_signals(void)
{
	static const int caught[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action, before;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_signal;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof(caught) / sizeof(*caught); i++)
		sigaddset(&action.sa_mask, caught[i]);
	for (size_t i = 0; i < sizeof(caught) / sizeof(*caught); i++) {
		if (sigaction(caught[i], NULL, &before) == 0 &&
		    before.sa_handler != SIG_IGN)
			sigaction(caught[i], &action, NULL);
	}
	/* A file size limit is then a failed write, with a message. */
	action.sa_handler = SIG_IGN;
	sigaction(SIGXFSZ, &action, NULL);
}

void prog_start(const char *tool, void (*cleanup)(void))
{
	tool_name = tool;
	tool_cleanup = cleanup;
	fill_descriptors();
	setlocale(LC_CTYPE, "");
	seed_hash();
	mem_on_exhaustion(out_of_memory);
	catch_signals();
}

void prog_print(struct span text)
{
	if (text.n == 0 || print_error)
		return;
	errno = 0;
	if (fwrite(text.p, 1, text.n, stdout) != text.n)
		print_error = errno ? errno : EIO;
}

int prog_finish(int status)
{
	errno = 0;
	if (fflush(stdout) != 0 && !print_error)
		print_error = errno ? errno : EIO;
	if (ferror(stdout) && !print_error)
		print_error = EIO;
	errno = 0;
	if (fclose(stdout) != 0 && !print_error && errno != EINTR)
		print_error = errno ? errno : EIO;
	if (!print_error)
		return status;
	msg_error("cannot write standard output: %s", strerror(print_error));
	return PROG_SYSTEM;
}
