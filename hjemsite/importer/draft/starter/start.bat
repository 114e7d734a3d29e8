@echo off
rem Dobbeltklik på filen: Den viser siden i din browser, mens du skriver. Luk vinduet for at standse.
chcp 65001 >nul
rem En mappe på et netværksdrev uden bogstav får et bogstav imens.
cd /d "%~dp0" 2>nul || pushd "%~dp0" || goto failed

rem Den rigtige udgave kan være installeret for hele computeren.
set HJEMSITE=.venv\Scripts\python -P -m hjemsite
for /f "tokens=2" %%v in ('hjemsite --version 2^>nul') do findstr /b /c:"hjemsite==%%v" requirements.txt >nul && set HJEMSITE=hjemsite
if "%HJEMSITE%"=="hjemsite" goto serve
fc /b requirements.txt .venv\requirements.txt >nul 2>nul
if errorlevel 1 goto install
.venv\Scripts\python -P -c "import hjemsite" >nul 2>nul
if not errorlevel 1 goto serve

:install
rem Første gang, når udgaven i requirements.txt er en anden, og når Python er skiftet ud, bliver hjemsite hentet til .venv.
set PYTHON=py -3
where py >nul 2>nul || set PYTHON=python
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul
if errorlevel 1 (
    echo Der mangler Python 3.11 eller nyere. Hent det på https://www.python.org/downloads/, og prøv igen.
    goto failed
)
echo Henter hjemsite; det tager et minut eller to ...
%PYTHON% -m venv --clear .venv
if errorlevel 1 goto failed
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check -r requirements.txt
if errorlevel 1 (
    echo hjemsite kunne ikke hentes. Se efter, om computeren er på nettet, og hvad der står herover.
    goto failed
)
copy /y requirements.txt .venv\requirements.txt >nul

:serve
call %HJEMSITE% serve --open
if not errorlevel 1 exit /b 0

:failed
pause
exit /b 1
