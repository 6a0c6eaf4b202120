# src/cli: options, messages, start and end of a program

libsmets1_a_SOURCES += \
	src/cli/common.opts.h \
	src/cli/help.c \
	src/cli/help.h \
	src/cli/msg.c \
	src/cli/msg.h \
	src/cli/options.c \
	src/cli/options.h \
	src/cli/prog.c \
	src/cli/prog.h \
	src/cli/progress.c \
	src/cli/progress.h
