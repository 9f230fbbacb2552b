/*
 * The driver's side of the line protocol, version 2 (spec/DRIVER-PROCESS.md): each call to the
 * outside writes a line and waits for the answer. What the service wants comes in between.
 * Before it is included, KIT_STREAMS is defined by a driver of Windows Vista, which writes to
 * streams, KIT_DISCONNECT by one of these that heeds a disconnect, and KIT_ARGUMENTS by one that
 * takes arguments.
 */
#ifndef RETURN_TO_IDLE_KIT_H
#define RETURN_TO_IDLE_KIT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define S_OK 0x00000000u
#define S_FALSE 0x00000001u
#define E_ABORT 0x80004004u
#define E_FAIL 0x80004005u
#define E_UNEXPECTED 0x8000FFFFu
#define WIA_STATUS_END_OF_MEDIA 0x00210001u
#define WIA_STATUS_SKIP_ITEM 0x00210009u
#define WIA_ERROR_PAPER_EMPTY 0x80210003u
#define WIA_ERROR_OFFLINE 0x80210005u

typedef unsigned int HRESULT_CODE;

/* What the driver has to have. */
/* "Asynchronous" or "NotAsynchronous", and capabilities behind it: "... CancelsByItself". */
static const char *driver_claims(void);
static void driver_reset(void);
#ifdef KIT_STREAMS
#define ALL_PAGES 0
struct job {
  int pages;      /* how many are wanted, or ALL_PAGES */
  int one_stream; /* TYMED_MULTIPAGE_FILE: all pages go into one (V14) */
};
static HRESULT_CODE driver_acquire(struct job job);
#else
static HRESULT_CODE driver_acquire(int windows_me);
#endif
#ifdef KIT_ARGUMENTS
static void driver_arguments(int argc, char **argv);
#endif
static void driver_cancel_io(void); /* drvNotifyPnpEvent with WIA_EVENT_CANCEL_IO */
#ifdef KIT_DISCONNECT
static void driver_device_is_there(int there); /* the same when it is unplugged, or is back (V28) */
#endif

enum read_result {
  READ_BAND,
  READ_LAST_BAND,
  READ_NOT_READY,
  READ_BUTTON,
  READ_FAULT,
  READ_FEEDER_EMPTY, /* there is no sheet; only for drivers with KIT_STREAMS */
  READ_GIVEN_UP,
  READ_WOKEN /* only after device_wake_read: the read is still in flight */
};

struct read {
  enum read_result result;
  int transfer, number;  /* of the band */
  HRESULT_CODE fault;
};

static char kit_line[256];

/* From where the driver calls; told only if the kit has asked for it (Reset Lines). */
static int kit_tells_lines;
static const char *kit_file;
static int kit_file_line;

static void kit_at(const char *file, int line) {
  kit_file = file;
  kit_file_line = line;
}

static void kit_say(const char *line) {
  puts(line);
  fflush(stdout);
}

/* A line that is a call of the driver's. */
static void kit_say_from(const char *line) {
  if (kit_tells_lines && kit_file) {
    printf("%s @%s:%d\n", line, kit_file, kit_file_line);
    fflush(stdout);
  } else {
    kit_say(line);
  }
}

/* The next line that is not for the service: the answer to a call. */
static const char *kit_next(void) {
  while (fgets(kit_line, sizeof kit_line, stdin)) {
    kit_line[strcspn(kit_line, "\r\n")] = '\0';
    if (!strcmp(kit_line, "NotifyCancelIO")) {
      driver_cancel_io();
      kit_say("Notified");
#ifdef KIT_DISCONNECT
    } else if (!strcmp(kit_line, "NotifyDeviceDisconnected")) {
      driver_device_is_there(0);
      kit_say("Notified");
    } else if (!strcmp(kit_line, "NotifyDeviceConnected")) {
      driver_device_is_there(1);
      kit_say("Notified");
#endif
    } else if (!strcmp(kit_line, "NotifyOtherEvent")) {
      kit_say("Notified");
    } else if (!strncmp(kit_line, "AcquireItemDataAgain ", 21)) {
      kit_say("AnswerBusy");
    } else {
      return kit_line;
    }
  }
  exit(0); /* The kit has closed our input: it needs us no more. */
}

static const char *kit_call(const char *line) {
  kit_say_from(line);
  return kit_next();
}

static inline void device_start(void) { kit_call("StartDevice"); }

/* S_OK if it has started; else its fault, and then it is not stopped, either. */
static inline HRESULT_CODE device_try_start(void) {
  HRESULT_CODE fault = S_OK;
  sscanf(kit_call("TryStart"), "StartFails %x", &fault);
  return fault;
}

static void device_stop(void) { kit_call("StopDevice"); }
static void device_submit_read(void) { kit_call("SubmitRead"); }
static inline void device_interrupt_read(void) { kit_say_from("InterruptRead"); /* has no answer */ }

static struct read device_await_read(void) {
  struct read read = {READ_GIVEN_UP, 0, 0, 0};
  const char *answer = kit_call("AwaitRead");
  if (sscanf(answer, "ReadBand %d %d", &read.transfer, &read.number) == 2) {
    read.result = READ_BAND;
  } else if (sscanf(answer, "ReadLastBand %d %d", &read.transfer, &read.number) == 2) {
    read.result = READ_LAST_BAND;
  } else if (sscanf(answer, "ReadFault %x", &read.fault) == 1) {
    read.result = READ_FAULT;
  } else if (!strcmp(answer, "ReadButton")) {
    read.result = READ_BUTTON;
  } else if (!strcmp(answer, "ReadFeederEmpty")) {
    read.result = READ_FEEDER_EMPTY;
  } else if (!strcmp(answer, "ReadNotReady")) {
    read.result = READ_NOT_READY;
  } else if (!strcmp(answer, "ReadWoken")) {
    read.result = READ_WOKEN;
  }
  return read;
}

#ifdef KIT_STREAMS

/* Ends the wait for the read in flight, and not the read. */
static inline void device_wake_read(void) { kit_say_from("WakeRead"); /* has no answer */ }

/* Whether the device scans, or is not quiet yet: for drivers that claim LooksAtDevice (V29, D6). */
static inline int device_is_scanning(void) { return !strcmp(kit_call("IsScanning"), "Scanning"); }

/* The code behind an answer that has one; S_OK behind one that has none. */
static HRESULT_CODE kit_code(const char *answer) {
  HRESULT_CODE code = S_OK;
  sscanf(answer, "%*s %x", &code);
  return code;
}

/* GetNextStream; S_OK without a stream is a failure (V20). */
static HRESULT_CODE get_next_stream(void) {
  const char *answer = kit_call("GetNextStream");
  HRESULT_CODE code = kit_code(answer);
  return code == S_OK && !strncmp(answer, "CallbackFails", 13) ? E_UNEXPECTED : code;
}

/* SendMessage with a status that says nothing of how far it has come. */
static inline HRESULT_CODE send_status(void) { return kit_code(kit_call("SendStatus")); }

/* SendMessage with a status: lPercentComplete and ulTransferredBytes (V22). */
static inline HRESULT_CODE send_progress(int percent, unsigned long bytes) {
  char line[64];
  sprintf(line, "SendStatus %d %lu", percent, bytes);
  return kit_code(kit_call(line));
}

/* SendMessage with what is wrong with the device; S_OK if that is repaired (V32). */
static inline HRESULT_CODE report_device_status(HRESULT_CODE fault) {
  char line[32];
  sprintf(line, "ReportDeviceStatus 0x%08X", fault);
  return kit_code(kit_call(line));
}

/* A stream has no success but S_OK (V19). */
static HRESULT_CODE kit_stream_code(const char *answer) {
  HRESULT_CODE code = kit_code(answer);
  return code != S_OK && code < 0x80000000u ? E_FAIL : code;
}

/* IStream::Seek to the end: the application moves the pointer during callbacks (V18). */
static HRESULT_CODE stream_seek_end(void) { return kit_stream_code(kit_call("SeekEnd")); }

/* IStream::Write; if *less, the rest is to be written by the same call again. */
static inline HRESULT_CODE stream_write(const struct read *band, int *less) {
  char line[64];
  const char *answer;
  sprintf(line, "WriteBand %d %d", band->transfer, band->number);
  answer = kit_call(line);
  *less = !strcmp(answer, "StreamTakesLess");
  return kit_stream_code(answer);
}

/* The same; what was written is added to *bytes. */
static inline HRESULT_CODE stream_write_counted(
    const struct read *band, int *less, unsigned long *bytes) {
  char line[64];
  const char *answer;
  unsigned long count = 0;
  sprintf(line, "WriteCounted %d %d", band->transfer, band->number);
  answer = kit_call(line);
  *less = !strncmp(answer, "StreamTakesLess", 15);
  if (!strncmp(answer, "StreamFails", 11)) {
    return kit_stream_code(answer);
  }
  sscanf(answer, "%*s %lu", &count);
  *bytes += count;
  return S_OK;
}

static void stream_release(void) { kit_call("ReleaseStream"); }

static struct job kit_job(const char *request) {
  struct job job = {1, 0};
  char tymed[16] = "";
  sscanf(request, "AcquireItemData Vista %d %15s", &job.pages, tymed);
  job.one_stream = !strcmp(tymed, "MULTIPAGE_FILE");
  return job;
}

#else

/* MiniDrvCallback: with a band, or as a sign of life. */
static HRESULT_CODE callback(const struct read *band) {
  char line[64] = "SendStatus";
  HRESULT_CODE code = S_OK;
  if (band) {
    sprintf(line, "DeliverBand %d %d", band->transfer, band->number);
  }
  sscanf(kit_call(line), "%*s %x", &code);
  return code;
}

#endif

/* Each call says first from where it comes; within its own macro a name is that of the function. */
#define device_start() (kit_at(__FILE__, __LINE__), device_start())
#define device_try_start() (kit_at(__FILE__, __LINE__), device_try_start())
#define device_stop() (kit_at(__FILE__, __LINE__), device_stop())
#define device_submit_read() (kit_at(__FILE__, __LINE__), device_submit_read())
#define device_interrupt_read() (kit_at(__FILE__, __LINE__), device_interrupt_read())
#define device_await_read() (kit_at(__FILE__, __LINE__), device_await_read())
#ifdef KIT_STREAMS
#define device_wake_read() (kit_at(__FILE__, __LINE__), device_wake_read())
#define device_is_scanning() (kit_at(__FILE__, __LINE__), device_is_scanning())
#define get_next_stream() (kit_at(__FILE__, __LINE__), get_next_stream())
#define send_status() (kit_at(__FILE__, __LINE__), send_status())
#define send_progress(percent, bytes) (kit_at(__FILE__, __LINE__), send_progress(percent, bytes))
#define report_device_status(fault) (kit_at(__FILE__, __LINE__), report_device_status(fault))
#define stream_seek_end() (kit_at(__FILE__, __LINE__), stream_seek_end())
#define stream_write(band, less) (kit_at(__FILE__, __LINE__), stream_write(band, less))
#define stream_write_counted(band, less, bytes) \
  (kit_at(__FILE__, __LINE__), stream_write_counted(band, less, bytes))
#define stream_release() (kit_at(__FILE__, __LINE__), stream_release())
#else
#define callback(band) (kit_at(__FILE__, __LINE__), callback(band))
#endif

#ifdef KIT_ARGUMENTS
int main(int argc, char **argv) {
  char line[256];
  driver_arguments(argc, argv);
#else
int main(void) {
  char line[256];
#endif
  kit_next(); /* Hello 1, from a kit of any version */
  snprintf(line, sizeof line, "Driver 2 %s Lines", driver_claims());
  kit_say(line);
  for (;;) {
    const char *request = kit_next();
    if (!strncmp(request, "Reset", 5)) {
      kit_tells_lines = !strcmp(request, "Reset Lines");
      kit_file = NULL;
      driver_reset();
      kit_say("Ready");
    } else {
#ifdef KIT_STREAMS
      HRESULT_CODE code = driver_acquire(kit_job(request));
#else
      HRESULT_CODE code = driver_acquire(!strcmp(request, "AcquireItemData Me"));
#endif
      sprintf(line, "ReturnFromAcquire 0x%08X", code);
      kit_say(line);
    }
  }
}

#endif
