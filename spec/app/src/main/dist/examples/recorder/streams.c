#include "recorder.h"

int main(void) { /* What the driver does, at the places where it does it. */
  struct recorder_header header = {"Vista", "Interruptible", "StartDevice StopDevice", NULL};
  struct recorder recorder;
  recorder_open(&recorder, "scan.jsonl", header);
  recorder_number(&recorder, "AcquireItemData", "pages", 1);
  recorder_event(&recorder, "GetNextStream");
  recorder_next_stream(&recorder, 0, 1);
  recorder_event(&recorder, "StartDevice");
  recorder_number(&recorder, "WriteBand", "bytes", 65536);
  recorder_written(&recorder, 0, 65536);
  recorder_event(&recorder, "SendStatus");
  recorder_answer(&recorder, 1);
  recorder_event(&recorder, "ReleaseStream");
  recorder_event(&recorder, "StopDevice");
  recorder_code(&recorder, "ReturnFromAcquire", 1);
  recorder_close(&recorder);
  return 0;
}
