@echo off
rem Starts the program with the Java of JAVA_HOME, or else the one on the path.
rem Untested: nobody has run this on Windows yet.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo return-to-idle: there is no Java in JAVA_HOME or on the path; Java 17 or later is needed 1>&2
  exit /b 3
)
set "MAJOR="
for /f tokens^=2^ delims^=.^-_^" %%v in ('""%JAVA%" -version 2>&1"') do if not defined MAJOR set "MAJOR=%%v"
if %MAJOR% LSS 17 (
  echo return-to-idle: this is Java %MAJOR%; Java 17 or later is needed 1>&2
  exit /b 3
)
"%JAVA%" -jar "%~dp0..\lib\return-to-idle.jar" %*
exit /b %ERRORLEVEL%
