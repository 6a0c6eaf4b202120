/* Signals are kept from the threads that are made. */
#include "file/threads.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/mem.h"

static unsigned processors(void)
{
	cpu_set_t set;
	long n;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		return (unsigned)CPU_COUNT(&set);
	n = sysconf(_SC_NPROCESSORS_ONLN);
	return n > 0 ? (unsigned)n : 1;
}

unsigned threads_number(unsigned wanted)
{
	const unsigned n = wanted ? wanted : processors();

	return n < THREADS_MAX ? n : THREADS_MAX;
}

void threads_run(void *(*work)(void *), void *items, size_t bytes, unsigned n)
{
	pthread_t *thread = mem_array(n, sizeof(*thread));
	bool *running = mem_array(n, sizeof(*running));
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	for (unsigned i = 1; i < n; i++)
		running[i] = pthread_create(&thread[i], NULL, work,
					    (char *)items + i * bytes) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	work(items);
	for (unsigned i = 1; i < n; i++)
		if (running[i])
			pthread_join(thread[i], NULL);
	mem_free(thread);
	mem_free(running);
}
