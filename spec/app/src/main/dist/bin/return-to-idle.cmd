@echo off
rem Starts the program with the Java of JAVA_HOME, or else the one on the path.
rem Untested: nobody has run this on Windows yet.
setlocal
if defined JAVA_HOME set "PATH=%JAVA_HOME%\bin;%PATH%"
java -version >nul 2>&1
if errorlevel 1 (
  echo return-to-idle: there is no Java in JAVA_HOME or on the path; Java 17 or later is needed 1>&2
  exit /b 3
)
rem The number in: openjdk version "17.0.15" 2025-04-15
set "MAJOR="
for /f tokens^=2^ delims^=.^-_^" %%v in ('java -version 2^>^&1') do if not defined MAJOR set "MAJOR=%%v"
if not defined MAJOR set "MAJOR=0"
if %MAJOR% LSS 17 (
  echo return-to-idle: this is Java %MAJOR%; Java 17 or later is needed 1>&2
  exit /b 3
)
java -jar "%~dp0..\lib\return-to-idle.jar" %*
exit /b %ERRORLEVEL%
